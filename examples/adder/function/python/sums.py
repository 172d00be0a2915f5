"""Stores a sum: with boto3 where the interpreter has it (as on AWS), else with a signed request of our own."""

import datetime
import hashlib
import hmac
import json
import os
import urllib.request

try:
    import boto3
except ImportError:
    boto3 = None

client = boto3.client("dynamodb") if boto3 else None


def remember(table, key, total):
    item = {"id": {"S": key}, "sum": {"N": str(total)}}
    if client:
        client.put_item(TableName=table, Item=item)
    else:
        put_item({"TableName": table, "Item": item})


def put_item(payload):
    region = os.environ["AWS_REGION"]
    endpoint = os.environ.get("AWS_ENDPOINT_URL", f"https://dynamodb.{region}.amazonaws.com")
    body = json.dumps(payload).encode()
    host = endpoint.split("://", 1)[1].rstrip("/")
    stamp = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    headers = {
        "content-type": "application/x-amz-json-1.0",
        "host": host,
        "x-amz-date": stamp,
        "x-amz-target": "DynamoDB_20120810.PutItem",
    }
    if os.environ.get("AWS_SESSION_TOKEN"):
        headers["x-amz-security-token"] = os.environ["AWS_SESSION_TOKEN"]
    headers["authorization"] = signature(headers, body, stamp, region)
    urllib.request.urlopen(urllib.request.Request(endpoint, body, headers), timeout=5).read()


def signature(headers, body, stamp, region):
    """AWS Signature Version 4 of a POST to /."""
    names = sorted(headers)
    signed = ";".join(names)
    canonical = "\n".join(
        ["POST", "/", "", *(f"{name}:{headers[name]}" for name in names), "", signed, hashlib.sha256(body).hexdigest()]
    )
    scope = f"{stamp[:8]}/{region}/dynamodb/aws4_request"
    text = "\n".join(["AWS4-HMAC-SHA256", stamp, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = b"AWS4" + os.environ["AWS_SECRET_ACCESS_KEY"].encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    digest = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    credential = f"{os.environ['AWS_ACCESS_KEY_ID']}/{scope}"
    return f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={signed}, Signature={digest}"

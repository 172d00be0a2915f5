"""Adds x and y and remembers the sum in DynamoDB."""

import json
import os

import sums


def main(event, context):
    # Over HTTP the numbers are in the query string; directly and from the state machine they are the event itself.
    http = "requestContext" in event
    numbers = (event.get("queryStringParameters") or {}) if http else event
    try:
        x, y = float(numbers["x"]), float(numbers["y"])
    except (KeyError, TypeError, ValueError):
        if http:
            return {"statusCode": 400, "body": json.dumps({"message": "x and y must be numbers"})}
        raise ValueError("x and y must be numbers")

    total = x + y
    total = int(total) if total.is_integer() else total
    print(f"{numbers['x']} + {numbers['y']} = {total}")
    sums.remember(os.environ["TABLE"], context.aws_request_id, total)

    answer = {"sum": total}
    if not http:
        return answer
    return {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(answer)}

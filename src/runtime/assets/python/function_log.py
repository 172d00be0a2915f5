"""Logging as Lambda's Python runtime sets it up: one handler on the root logger, text or JSON, one frame a record.

A frame is type, length, time, text, written to the output at once, so that a message keeps its line breaks.
"""

import json
import logging
import os
import struct
import sys
import time
import traceback

FRAME_TEXT = 0xA55A0003
LEVELS = {"TRACE": 1, "DEBUG": 2, "INFO": 3, "WARN": 4, "WARNING": 4, "ERROR": 5, "CRITICAL": 6, "FATAL": 6}
LOGGING_LEVELS = {"TRACE": "DEBUG", "WARN": "WARNING", "FATAL": "CRITICAL"}
STANDARD_ATTRIBUTES = frozenset(
    "name msg args levelname levelno pathname filename module exc_info exc_text stack_info lineno funcName created"
    " msecs relativeCreated thread threadName processName process aws_request_id tenant_id taskName".split()
)

current = {"request_id": None, "tenant_id": None}


def is_json():
    return os.environ.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON"


def write_frame(text, level_name="", timestamp=None):
    sys.stdout.flush()
    body = text.encode("utf-8", "replace")
    kind = FRAME_TEXT | (LEVELS.get(level_name, 0) << 2)
    micros = int((time.time() if timestamp is None else timestamp) * 1e6)
    frame = struct.pack(">IIQ", kind, len(body), micros) + body
    while frame:
        frame = frame[os.write(1, frame) :]


class RequestFilter(logging.Filter):
    def filter(self, record):
        record.aws_request_id = current["request_id"] or ""
        record.tenant_id = current["tenant_id"]
        return True


class JsonFormatter(logging.Formatter):
    def format(self, record):
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        message = record.msg if isinstance(record.msg, dict) and not record.args else record.getMessage()
        result = {"timestamp": moment + "Z", "level": record.levelname, "message": message, "logger": record.name}
        if record.exc_info:
            kind, value, tb = record.exc_info
            result["stackTrace"] = traceback.format_tb(tb)
            result["errorType"] = kind.__name__
            result["errorMessage"] = str(value)
        result["requestId"] = record.aws_request_id
        if record.exc_info:
            result["location"] = "%s:%s:%s" % (record.pathname, record.funcName, record.lineno)
        if record.tenant_id:
            result["tenantId"] = record.tenant_id
        for name, value in record.__dict__.items():
            if name not in STANDARD_ATTRIBUTES and name not in result:
                result[name] = value
        return json.dumps(result, ensure_ascii=False, default=str)


class FrameHandler(logging.Handler):
    def emit(self, record):
        write_frame(self.format(record), record.levelname, record.created)


def set_up_logging():
    logging.Formatter.converter = time.gmtime
    handler = FrameHandler()
    if is_json():
        handler.setFormatter(JsonFormatter())
    else:
        handler.setFormatter(
            logging.Formatter(
                "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n", "%Y-%m-%dT%H:%M:%S"
            )
        )
    handler.addFilter(RequestFilter())
    root = logging.getLogger()
    root.addHandler(handler)
    level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").upper()
    if level in LEVELS:
        root.setLevel(LOGGING_LEVELS.get(level, level))


def warn_of_unhandled_exception():
    logging.warning(
        "LAMBDA_WARNING: Unhandled exception. The most likely cause is an issue in the function code. However, in rare"
        " cases, a Lambda runtime update can cause unexpected function behavior. For functions using managed runtimes,"
        " runtime updates can be triggered by a function change, or can be applied automatically. To determine if the"
        " runtime has been updated, check the runtime version in the INIT_START log entry. If this error correlates"
        " with a change in the runtime version, you may be able to mitigate this error by temporarily rolling back to"
        " the previous runtime version. For more information, see"
        " https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html\r"
    )


def log_error(error, trace_lines):
    """One event for an unhandled error. Leading blanks become no-break spaces, which CloudWatch does not trim."""
    if is_json():
        record = {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "level": "ERROR",
            "errorMessage": error["errorMessage"],
            "errorType": error["errorType"],
            "requestId": error["requestId"],
            "stackTrace": error["stackTrace"],
        }
        write_frame(json.dumps(record, ensure_ascii=False), "ERROR")
        return
    lines = ["[ERROR]"]
    if error["errorType"]:
        lines[0] += " " + error["errorType"] + (": " + error["errorMessage"] if error["errorMessage"] else "")
    lines.append("Traceback (most recent call last):")
    for entry in trace_lines:
        for line in entry.splitlines():
            text = line.lstrip(" ")
            lines.append("\u00a0" * (len(line) - len(text)) + text)
    write_frame("\n".join(lines), "ERROR")

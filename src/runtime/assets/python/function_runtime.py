"""A Python function's life: import the handler, then take invocations until the environment ends.

Error types, the order of the members of an error report and the shape of its stack trace follow Lambda's own runtime.
"""

import decimal
import importlib
import json
import os
import re
import sys
import time
import traceback

import function_log
from runtime_client import RuntimeClient


def escapes_unicode():
    """Lambda's runtimes write non-ASCII characters as they are from python3.12 on."""
    return os.environ.get("AWS_EXECUTION_ENV", "")[-4:] in ("n3.7", "n3.8", "n3.9", "3.10", "3.11")


class RuntimeFault(Exception):
    def __init__(self, kind, message, trace=None):
        Exception.__init__(self, message)
        self.kind = kind
        self.trace = trace or []


def parse_header(text, name):
    try:
        return json.loads(text)
    except Exception as error:
        message = "Unable to parse %s JSON: %s" % (name, error)
        raise RuntimeFault("Runtime.LambdaContextUnmarshalError", message)


class Described(object):
    """Shows its members as text, as Lambda's objects do."""

    __slots__ = ()

    def __repr__(self):
        members = ",".join("%s=%s" % (name, getattr(self, name)) for name in self.__slots__)
        return "%s([%s])" % (type(self).__name__, members)


class CognitoIdentity(Described):
    __slots__ = ["cognito_identity_id", "cognito_identity_pool_id"]


class Client(Described):
    __slots__ = ["installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name"]


class ClientContext(Described):
    __slots__ = ["custom", "env", "client"]


def fill(target, source):
    for name in target.__slots__:
        setattr(target, name, source.get(name))
    return target


class LambdaContext(object):
    def __init__(self, headers, remaining):
        self.aws_request_id = headers.get("lambda-runtime-aws-request-id")
        self.log_group_name = os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME")
        self.memory_limit_in_mb = os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.function_version = os.environ.get("AWS_LAMBDA_FUNCTION_VERSION")
        self.invoked_function_arn = headers.get("lambda-runtime-invoked-function-arn")
        self.tenant_id = headers.get("lambda-runtime-aws-tenant-id")
        self.client_context = None
        client_context = headers.get("lambda-runtime-client-context")
        if client_context:
            parsed = parse_header(client_context, "Client Context")
            self.client_context = ClientContext()
            self.client_context.custom = parsed.get("custom")
            self.client_context.env = parsed.get("env")
            self.client_context.client = fill(Client(), parsed.get("client") or {})
        self.identity = CognitoIdentity()
        identity = parse_header(headers.get("lambda-runtime-cognito-identity") or "{}", "Cognito Identity")
        self.identity.cognito_identity_id = identity.get("cognitoIdentityId")
        self.identity.cognito_identity_pool_id = identity.get("cognitoIdentityPoolId")
        self.get_remaining_time_in_millis = remaining

    def log(self, message):
        sys.stdout.write(str(message))

    def __repr__(self):
        names = (
            "aws_request_id log_group_name log_stream_name function_name memory_limit_in_mb function_version"
            " invoked_function_arn client_context identity tenant_id"
        ).split()
        return "LambdaContext([%s])" % ",".join("%s=%s" % (name, getattr(self, name)) for name in names)


def load_handler(name):
    try:
        module_name, function_name = name.rsplit(".", 1)
    except ValueError as error:
        raise RuntimeFault("Runtime.MalformedHandlerName", "Bad handler '%s': %s" % (name, error))
    if module_name.split(".")[0] in sys.builtin_module_names:
        message = "Cannot use built-in module {0} as a handler module".format(module_name)
        raise RuntimeFault("Runtime.BuiltInModuleConflict", message)
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise RuntimeFault("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (module_name, error))
    except SyntaxError as error:
        trace = ['  File "%s" Line %s\n    %s' % (error.filename, error.lineno, error.text)]
        raise RuntimeFault("Runtime.UserCodeSyntaxError", "Syntax error in module '%s': %s" % (module_name, error), trace)
    try:
        return getattr(module, function_name)
    except AttributeError:
        message = "Handler '%s' missing on module '%s'" % (function_name, module_name)
        raise RuntimeFault("Runtime.HandlerNotFound", message)


class Decimals(object):
    """Writes decimals digit by digit, which the standard encoder cannot: as marked texts, unmarked afterwards."""

    def __init__(self):
        self.mark = None

    def default(self, value):
        if not isinstance(value, decimal.Decimal):
            raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)
        if value.is_nan():
            return float("nan")
        self.mark = self.mark or os.urandom(8).hex()
        return self.mark + str(value)

    def unmarked(self, text):
        return re.sub('"%s([^"]*)"' % self.mark, r"\1", text) if self.mark else text


def with_named_members(value):
    """Lambda's encoder writes named tuples as objects; the standard one writes lists, without asking."""
    if isinstance(value, dict):
        return {key: with_named_members(member) for key, member in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return with_named_members(dict(value._asdict()))
    if isinstance(value, (list, tuple)):
        return [with_named_members(member) for member in value]
    return value


def serialize(result):
    if isinstance(result, bytes):
        return result, "application/unknown"
    try:
        decimals = Decimals()
        text = json.dumps(with_named_members(result), default=decimals.default, ensure_ascii=escapes_unicode())
        return decimals.unmarked(text).encode("utf-8"), "application/json"
    except Exception as error:
        raise RuntimeFault("Runtime.MarshalError", "Unable to marshal response: %s" % error)


def user_frames(tb):
    """Frames of the traceback that are the user's, not this runtime's."""
    here = os.path.dirname(os.path.abspath(__file__))
    while tb is not None and os.path.dirname(os.path.abspath(tb.tb_frame.f_code.co_filename)) == here:
        tb = tb.tb_next
    # Entries of these four alone are written without the marks that newer Pythons put under the failing expression.
    entries = traceback.extract_tb(tb)
    return traceback.format_list([(entry.filename, entry.lineno, entry.name, entry.line) for entry in entries])


def describe(exception, tb, request_id):
    if isinstance(exception, RuntimeFault):
        kind, trace = exception.kind, exception.trace
    else:
        kind, trace = type(exception).__name__, user_frames(tb)
    return {"errorMessage": str(exception), "errorType": kind, "requestId": request_id or "", "stackTrace": trace}


def report(client, request_id):
    _, exception, tb = sys.exc_info()
    error = describe(exception, tb, request_id)
    if request_id is None:
        function_log.warn_of_unhandled_exception()
    function_log.log_error(error, error["stackTrace"])
    client.post_error(request_id, error)


def invoke(client, handler, headers, body):
    request_id = headers["lambda-runtime-aws-request-id"]
    function_log.current["request_id"] = request_id
    function_log.current["tenant_id"] = headers.get("lambda-runtime-aws-tenant-id")
    os.environ["_X_AMZN_TRACE_ID"] = headers.get("lambda-runtime-trace-id", "")
    deadline = int(headers["lambda-runtime-deadline-ms"])
    try:
        try:
            event = json.loads(body.decode("utf-8"))
        except Exception as error:
            raise RuntimeFault("Runtime.UnmarshalError", "Unable to unmarshal input: %s" % error)
        result, content_type = serialize(handler(event, LambdaContext(headers, remaining_until(deadline))))
    except Exception:
        report(client, request_id)
    else:
        sys.stdout.flush()
        sys.stderr.flush()
        client.post_response(request_id, result, content_type)


def remaining_until(deadline):
    return lambda: max(0, deadline - int(round(time.time() * 1000)))


def run():
    client = RuntimeClient(os.environ["AWS_LAMBDA_RUNTIME_API"])
    function_log.set_up_logging()
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    try:
        handler = load_handler(os.environ["_HANDLER"])
    except Exception:
        report(client, None)
        sys.stdout.flush()
        raise SystemExit(1)
    while True:
        headers, body = client.next_invocation()
        invoke(client, handler, headers, body)
        sys.stdout.flush()

"""The Runtime API as a function's process speaks it: one keep-alive connection over a plain socket, on which a response
and the request for the next invocation go out together.

http.client would do, but importing it costs more than the rest of a cold start. Runs on Python 3.6 and newer.
"""

import json
import socket


class RuntimeClient:
    def __init__(self, address):
        self.address = address
        host, _, port = address.rpartition(":")
        # socket.create_connection would look up the name, which loads more code than all of the rest here.
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.socket.connect((host, int(port)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""

        self.unsent = b""

    def head(self, method, path, headers):
        lines = ["%s /2018-06-01/runtime/%s HTTP/1.1" % (method, path), "Host: " + self.address]
        lines += ["%s: %s" % header for header in headers]
        return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"

    def post(self, path, headers, body):
        return self.head("POST", path, headers + [("Content-Length", len(body))]) + body

    def read_answer(self):
        while b"\r\n\r\n" not in self.received:
            self.receive()
        head, _, rest = self.received.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        length = int(headers.get("content-length", 0))
        chunks = [rest]
        size = len(rest)
        while size < length:
            chunk = self.socket.recv(1 << 20)
            if not chunk:
                raise SystemExit(0)
            chunks.append(chunk)
            size += len(chunk)
        body = b"".join(chunks)
        self.received = body[length:]
        return int(lines[0].split(" ")[1]), headers, body[:length]

    def receive(self):
        chunk = self.socket.recv(1 << 16)
        if not chunk:
            # The environment is being taken down.
            raise SystemExit(0)
        self.received += chunk

    def next_invocation(self):
        response, self.unsent = self.unsent, b""
        self.socket.sendall(response + self.head("GET", "invocation/next", []))
        if response:
            self.read_answer()
        status, headers, body = self.read_answer()
        if status != 200:
            raise RuntimeError("The Runtime API answered %d: %r" % (status, body))
        return headers, body

    def post_response(self, request_id, body, content_type):
        """Is sent when the next invocation is asked for, which must be at once."""
        self.unsent = self.post("invocation/%s/response" % request_id, [("Content-Type", content_type)], body)

    def post_error(self, request_id, error):
        path = "init/error" if request_id is None else "invocation/%s/error" % request_id
        headers = [
            ("Content-Type", "application/vnd.aws.lambda.error+json"),
            ("Lambda-Runtime-Function-Error-Type", error["errorType"]),
        ]
        self.socket.sendall(self.post(path, headers, json.dumps(error).encode("utf-8")))
        self.read_answer()

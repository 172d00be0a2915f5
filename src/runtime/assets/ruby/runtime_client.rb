# frozen_string_literal: true

# The Runtime API as a function's process speaks it: one keep-alive connection over a plain socket, on which a response
# and the request for the next invocation go out together.

require "json"
require "socket"

module Terrarium
  class RuntimeClient
    Answer = Struct.new(:status, :headers, :body)

    def initialize(address)
      @address = address
      host, _, port = address.rpartition(":")
      @socket = TCPSocket.new(host, port.to_i)
      @socket.setsockopt(Socket::IPPROTO_TCP, Socket::TCP_NODELAY, 1)
      @unsent = +""
    end

    def next_invocation
      held = @unsent
      @unsent = +""
      @socket.write(held + head("GET", "invocation/next", {}))
      read_answer unless held.empty?
      answer = read_answer
      raise "The Runtime API answered #{answer.status}: #{answer.body}" unless answer.status == 200

      answer
    end

    # Is sent when the next invocation is asked for, which must be at once.
    def hold_response(request_id, body, content_type)
      @unsent = message("invocation/#{request_id}/response", { "Content-Type" => content_type }, body)
    end

    # Of an invocation, or of the initialization when there is no request id.
    def post_error(request_id, type, error)
      path = request_id ? "invocation/#{request_id}/error" : "init/error"
      headers = { "Content-Type" => "application/json", "Lambda-Runtime-Function-Error-Type" => type }
      @socket.write(message(path, headers, JSON.generate(error)))
      read_answer
    end

    private

    def message(path, headers, body)
      bytes = body.b
      head("POST", path, headers.merge("Content-Length" => bytes.bytesize)).b + bytes
    end

    def head(method, path, headers)
      lines = ["#{method} /2018-06-01/runtime/#{path} HTTP/1.1", "Host: #{@address}"]
      headers.each { |name, value| lines << "#{name}: #{value}" }
      "#{lines.join("\r\n")}\r\n\r\n"
    end

    def read_answer
      # A closed connection means that the environment is being taken down.
      status = (@socket.gets || exit(0)).split(" ")[1].to_i
      headers = {}
      while (line = @socket.gets) && line != "\r\n"
        name, _, value = line.partition(":")
        headers[name.downcase] = value.strip
      end
      Answer.new(status, headers, @socket.read(headers["content-length"].to_i))
    end
  end
end

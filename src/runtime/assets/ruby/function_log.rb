# frozen_string_literal: true

# What a function prints, as Lambda's Ruby runtime writes it: one frame (type, length, time, text) a call of puts or a
# logger's record, so that a message keeps its line breaks; text or JSON, as the function is set up.

require "json"
require "logger"

module Terrarium
  module FunctionLog
    FRAME_TEXT = 0xa55a0003
    OUTPUT = IO.for_fd(1, "wb", autoclose: false).tap { |io| io.sync = true }

    class << self
      attr_accessor :request_id

      def write(text)
        $stdout.flush
        body = text.to_s.encode("UTF-8", invalid: :replace, undef: :replace).b
        OUTPUT.write([FRAME_TEXT, body.bytesize, Process.clock_gettime(Process::CLOCK_REALTIME, :microsecond)].pack("NNQ>") + body)
      end

      def json?
        ENV["AWS_LAMBDA_LOG_FORMAT"] == "JSON"
      end

      def error(description, message)
        if json?
          record = { timestamp: Time.now.utc.strftime("%Y-%m-%dT%H:%M:%SZ"), level: "ERROR", message: message }
          write(JSON.generate(record.merge(description, requestId: request_id)))
        else
          write(message)
          write(JSON.pretty_generate(description))
        end
      end
    end

    # Where loggers write that were made for standard output.
    class Sink
      def write(text)
        FunctionLog.write(text)
      end

      def close; end
    end

    class TextFormatter < Logger::Formatter
      def call(severity, time, progname, message)
        format(
          "%s, [%s #%d] %5s %s -- %s: %s\n",
          severity[0], format_datetime(time), Process.pid, severity, FunctionLog.request_id, progname, msg2str(message)
        )
      end
    end

    class JsonFormatter < Logger::Formatter
      def call(severity, time, progname, message)
        record = { timestamp: time.utc.strftime("%Y-%m-%dT%H:%M:%S.%6NZ"), level: severity }
        record[:message] = message.is_a?(Exception) ? message.message : msg2str(message)
        record[:requestId] = FunctionLog.request_id
        record[:logger] = progname if progname
        if message.is_a?(Exception)
          record.merge!(errorType: message.class.to_s, errorMessage: message.message, stackTrace: message.backtrace || [])
        end
        "#{JSON.generate(record.compact)}\n"
      end
    end

    module LoggerOfLambda
      def initialize(device = nil, *rest, **options)
        return super unless device.nil? || device == $stdout || device == $stderr

        options[:formatter] ||= FunctionLog.json? ? JsonFormatter.new : TextFormatter.new
        options[:level] ||= ENV.fetch("AWS_LAMBDA_LOG_LEVEL", "debug").downcase.sub("trace", "debug")
        super(Sink.new, *rest, **options)
      end
    end

    def self.set_up
      Logger.prepend(LoggerOfLambda)
      Kernel.module_eval do
        def puts(*values)
          Terrarium::FunctionLog.write(values.flatten.map(&:to_s).join("\n"))
        end
      end
    end
  end
end

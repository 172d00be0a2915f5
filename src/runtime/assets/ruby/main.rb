# frozen_string_literal: true

# A Ruby function's life: load the handler, then take invocations until the environment ends. Handlers' forms, errors
# and what ends the process follow Lambda's own runtime.

require_relative "runtime_client"
require_relative "function_log"

# Functions may put other methods in the place of these.
module AwsLambda
  class Marshaller
    class << self
      def marshall_request(raw_request)
        raw_request["Content-Type"] == "application/json" ? JSON.parse(raw_request.body) : raw_request.body
      end

      # An array of a body and its type; a body alone is JSON.
      def marshall_response(response)
        streams = [IO]
        streams << StringIO if defined?(StringIO)
        streams.any? { |kind| response.is_a?(kind) } ? [response, "application/unknown"] : response.to_json
      end
    end
  end
end

module Terrarium
  # A request as marshallers know it: headers by name, and the body.
  class RawRequest
    attr_reader :body

    def initialize(answer)
      @headers = answer.headers
      @body = answer.body.dup.force_encoding("UTF-8")
    end

    def [](name)
      @headers[name.downcase]
    end
  end

  class Context
    attr_reader :aws_request_id, :invoked_function_arn, :log_group_name, :log_stream_name, :function_name,
                :memory_limit_in_mb, :function_version, :identity, :client_context, :deadline_ms, :tenant_id

    def initialize(request)
      @aws_request_id = request["Lambda-Runtime-Aws-Request-Id"]
      @deadline_ms = request["Lambda-Runtime-Deadline-Ms"].to_i
      @invoked_function_arn = request["Lambda-Runtime-Invoked-Function-Arn"]
      @tenant_id = request["Lambda-Runtime-Aws-Tenant-Id"]
      @identity = parsed(request["Lambda-Runtime-Cognito-Identity"])
      @client_context = parsed(request["Lambda-Runtime-Client-Context"])
      @log_group_name = ENV["AWS_LAMBDA_LOG_GROUP_NAME"]
      @log_stream_name = ENV["AWS_LAMBDA_LOG_STREAM_NAME"]
      @function_name = ENV["AWS_LAMBDA_FUNCTION_NAME"]
      @function_version = ENV["AWS_LAMBDA_FUNCTION_VERSION"]
      @memory_limit_in_mb = ENV["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
    end

    def get_remaining_time_in_millis
      [@deadline_ms - Process.clock_gettime(Process::CLOCK_REALTIME, :millisecond), 0].max
    end

    private

    def parsed(text)
      text && JSON.parse(text)
    end
  end

  class Handler
    FORM = "must be of form FILENAME.METHOD or FILENAME.CLASS.METHOD where FILENAME corresponds with an existing Ruby " \
           "source file FILENAME.rb, CLASS is an optional module/class namespace and METHOD is a callable method. If " \
           "using CLASS, METHOD must be a class-level method."

    def initialize(name)
      parts = name.split(".")
      raise ArgumentError, "Invalid handler #{parts}, #{FORM}" unless [2, 3].include?(parts.size)

      @file = parts.first
      @owner = parts[1] if parts.size == 3
      @method = parts.last
    end

    def load
      require @file
    end

    def call(event, context)
      receiver = @owner ? Kernel.const_get(@owner) : TOPLEVEL_BINDING.receiver
      receiver.__send__(@method, event: event, context: context)
    end
  end

  class Runtime
    NAMED_IN_REPORTS = %w[
      ArgumentError NoMethodError Exception StandardError NameError LoadError SystemExit SystemStackError
    ].freeze
    MOST_FRAMES = 100

    def initialize
      @client = RuntimeClient.new(ENV.fetch("AWS_LAMBDA_RUNTIME_API"))
    end

    def run
      handler = loaded_handler
      loop do
        answer = @client.next_invocation
        serve(handler, RawRequest.new(answer))
        $stdout.flush
      end
    end

    private

    def loaded_handler
      $LOAD_PATH.unshift(Dir.pwd)
      Handler.new(ENV.fetch("_HANDLER")).tap(&:load)
    rescue Exception => e # rubocop:disable Lint/RescueException
      report(nil, e, "Init", "Init error when loading handler #{ENV["_HANDLER"]}")
      exit!(252)
    end

    def serve(handler, request)
      context = Context.new(request)
      FunctionLog.request_id = context.aws_request_id
      ENV["_X_AMZN_TRACE_ID"] = request["Lambda-Runtime-Trace-Id"]
      event = AwsLambda::Marshaller.marshall_request(request)
      body, type = AwsLambda::Marshaller.marshall_response(handler.call(event, context))
      body = body.read if body.respond_to?(:read)
      @client.hold_response(context.aws_request_id, body, type || "application/json")
    rescue NameError => e # missing methods among them: the code is wrong, and another process would not help it
      critical(context, e)
    rescue StandardError => e
      report(context.aws_request_id, e, "Function", "Error raised from handler method")
    rescue Exception => e # rubocop:disable Lint/RescueException
      critical(context, e)
    end

    def critical(context, error)
      report(context.aws_request_id, error, "Function", "Critical exception from handler")
      $stdout.flush
      exit!(255)
    end

    def report(request_id, error, kind, message)
      type = "#{kind}<#{error.class}>"
      description = { errorMessage: error.message, errorType: type, stackTrace: frames(error) }
      FunctionLog.error(description, message)
      named = NAMED_IN_REPORTS.include?(error.class.to_s)
      @client.post_error(request_id, named ? type : "Function<UserException>", description)
    end

    # The user's part of the trace: what is below it is this runtime.
    def frames(error)
      (error.backtrace || []).first(MOST_FRAMES).take_while { |line| !line.start_with?(__dir__) }
    end
  end
end

$stdout.sync = true
Terrarium::FunctionLog.set_up
Terrarium::Runtime.new.run

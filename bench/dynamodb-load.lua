-- wrk -s dynamodb-load.lua URL -- FILE : sends the requests in the file, a target and a body to the line, in turn.
-- Prints one line: requests, seconds, median and 99th percentile in milliseconds, answers other than 2xx.
-- TOKEN-0000000000000000 in a body becomes another number each time.
local requests, at, tokens = {}, 0, 0

function init(args)
  for line in io.lines(args[1]) do
    local target, body = line:match("^(%S+) (.*)$")
    requests[#requests + 1] = wrk.format("POST", "/", {
      ["Content-Type"] = "application/x-amz-json-1.0",
      ["X-Amz-Target"] = target,
      ["X-Amz-Date"] = "20260101T000000Z",
      ["Authorization"] = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, "
        .. "SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=" .. string.rep("0", 64),
    }, body)
  end
end

function request()
  at = at % #requests + 1
  if not requests[at]:find("TOKEN-", 1, true) then return requests[at] end
  tokens = tokens + 1
  return (requests[at]:gsub("TOKEN%-%d+", string.format("TOKEN-%016d", tokens)))
end

function done(summary, latency)
  io.write(string.format("= %d %f %f %f %d\n", summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.errors.status))
end

-- SPDX-License-Identifier: Apache-2.0
-- wrk: post one body again and again; counts what was not answered as it should be.
-- usage: wrk … -s post.lua URL -- FILE CONTENT_TYPE STATUS REQUESTS
-- REQUESTS: a line of header names and values for each request, signed beforehand (one thread only); or empty.
local threads = {}

function setup(thread)
  thread:set("id", #threads + 1)
  table.insert(threads, thread)
end

function init(arguments)
  local file = io.open(arguments[1], "rb")
  wrk.method, wrk.body = "POST", file:read("*a")
  wrk.headers["Content-Type"] = arguments[2]
  wanted, sent, wrong = tonumber(arguments[3]), 0, 0
  prepared = io.lines(arguments[4])
end

function request()
  sent = sent + 1
  local line = prepared and prepared()
  if not line then prepared = nil end -- every one was sent, or there were none
  if line then
    local name
    for word in line:gmatch("[^\t]+") do
      if name then wrk.headers[name], name = word, nil else name = word end
    end
  end
  return wrk.format()
end

function response(status)
  if status ~= wanted then wrong = wrong + 1 end
end

function done(summary, latency)
  local wrong = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  for _, thread in ipairs(threads) do wrong = wrong + thread:get("wrong") end
  print(string.format("RESULT %f %d %f %f", summary.requests / (summary.duration / 1e6), wrong,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end

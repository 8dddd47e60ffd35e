-- SPDX-License-Identifier: Apache-2.0
-- wrk: post one body again and again; counts what was not answered as it should be.
-- usage: wrk … -s post.lua URL -- FILE CONTENT_TYPE STATUS
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
  run = os.time()
end

function request()
  sent = sent + 1
  wrk.headers["Idempotency-Key"] = run .. "-" .. id .. "-" .. sent
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

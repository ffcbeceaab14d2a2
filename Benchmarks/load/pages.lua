-- Walks through pages on all connections, and looks into every answer.
--
--     wrk -t1 -c16 -d4s -s pages.lua http://127.0.0.1:PORT -- SETTINGS.lua
--
-- SETTINGS.lua returns a table: `host`, `paths`, and `mark`, words that must stand in each page; without
-- a mark only the status counts. `etag` makes every question a conditional one.

local settings
local requests, turn, threads = {}, 0, {}
wrong = 0

function setup(thread) table.insert(threads, thread) end

function init(arguments)
    settings = dofile(arguments[1])
    wrk.headers["Host"] = settings.host
    wrk.headers["If-None-Match"] = settings.etag
    for _, path in ipairs(settings.paths) do table.insert(requests, wrk.format("GET", path)) end
    if settings.mark then
        response = function(status, _, body)
            if status ~= 200 or not body:find(settings.mark, 1, true) then wrong = wrong + 1 end
        end
    end
end

function request()
    turn = turn + 1
    return requests[turn % #requests + 1]
end

function done(summary, latency)
    local wrongs = 0
    for _, thread in ipairs(threads) do wrongs = wrongs + thread:get("wrong") end
    local e = summary.errors
    io.write(string.format(
        '{"requests":%d,"failed":%d,"wrong":%d,"complaint":"","seconds":%f,"p50":%f,"p99":%f}\n', summary.requests,
        e.connect + e.read + e.write + e.status + e.timeout, wrongs, summary.duration / 1e6,
        latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end

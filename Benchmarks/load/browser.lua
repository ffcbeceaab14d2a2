-- A browser for wrk: one in every thread, on one connection, walking the same way again and again.
--
--     wrk -t16 -c16 -d8s -s browser.lua http://127.0.0.1:PORT -- SETTINGS.lua
--
-- SETTINGS.lua returns a table: `ways` (a file of ways), `way` (which of them), and what the way wants
-- to know. A way is a function of a browser, the settings and the turn's number; where an answer is not
-- the one it waits for, it calls `error`, which counts as wrong. The times are those of whole ways.

local ffi = require "ffi"
ffi.cdef [[
    typedef struct { long seconds, nanoseconds; } moment;
    int clock_gettime(int clock, moment *at);
]]
local moment = ffi.new("moment")

local function now()
    ffi.C.clock_gettime(1, moment)
    return tonumber(moment.seconds) + tonumber(moment.nanoseconds) / 1e9
end

-- What `done` reads of each thread.
number, walked, wrong, complaint, took, notes = 0, 0, 0, "", {}, {}

local Browser = {}
Browser.__index = Browser

local settings, way, walk, pending, began, connected
local addresses = {}

local function parts(url)
    local origin, path = url:match("^(http://[^/?]+)(.*)$")
    return origin, path ~= "" and path or "/"
end

local function address(origin)
    local port = origin:match(":(%d+)$")
    addresses[origin] = addresses[origin] or wrk.lookup("127.0.0.1", port)[1]
    return addresses[origin]
end

local function joined(base, url)
    if url:find("^http://") then return url end
    local origin, path = parts(base)
    if url:find("^/") then return origin .. url end
    path = path:gsub("%?.*", "")
    if url == "" then return origin .. path end
    if url:find("^%?") then return origin .. path .. url end
    return origin .. path:gsub("[^/]*$", "") .. url
end

local function encoded(text)
    return (tostring(text):gsub("[^%w%-_%.~]", function(byte)
        return string.format("%%%02X", byte:byte())
    end))
end

local references = { amp = "&", lt = "<", gt = ">", quot = '"', ["#39"] = "'", ["#x27"] = "'" }

local function unescaped(text)
    return (text:gsub("&(#?%w+);", references))
end

-- Plain words are looked for, not patterns: those would be a third of what the load costs.
local function attribute(tag, name)
    local _, before = tag:find(" " .. name .. '="', 1, true)
    if not before then return nil end
    local value = tag:sub(before + 1, tag:find('"', before + 1, true) - 1)
    return value:find("&", 1, true) and unescaped(value) or value
end

-- Every element of a kind: its tag, and what is inside where it has an end.
local function elements(text, name, ending)
    local place = 1
    return function()
        local open = text:find("<" .. name, place, true)
        if not open then return nil end
        local close = text:find(">", open, true)
        local last = ending and text:find(ending, close, true)
        place = last or close
        local tag = text:sub(open, close - 1)
        if tag:find("\n", 1, true) then tag = tag:gsub("%s+", " ") end
        return tag, last and text:sub(close + 1, last - 1)
    end
end

function Browser:jar(origin)
    self.jars[origin] = self.jars[origin] or {}
    return self.jars[origin]
end

function Browser:cookies(origin)
    local pairs_of = {}
    for name, value in pairs(self:jar(origin)) do table.insert(pairs_of, name .. "=" .. value) end
    return table.concat(pairs_of, "; ")
end

-- One question and its answer. wrk's thread has one connection: before it turns to another origin, the
-- last question to the first one must ask for the connection's end (`leave`).
function Browser:ask(method, url, body, leave)
    local origin, path = parts(url)
    if origin ~= connected then
        if not self.free then error("still connected to " .. connected) end
        wrk.thread.addr = address(origin)
        connected = origin
    end
    local lines = { method .. " " .. path .. " HTTP/1.1", "Host: " .. origin:sub(8), "Accept: text/html" }
    local cookies = self:cookies(origin)
    if cookies ~= "" then table.insert(lines, "Cookie: " .. cookies) end
    if leave then table.insert(lines, "Connection: close") end
    if body then
        table.insert(lines, "Origin: " .. parts(self.from))
        table.insert(lines, "Referer: " .. self.from)
        table.insert(lines, "Content-Type: application/x-www-form-urlencoded")
        table.insert(lines, "Content-Length: " .. #body)
    end
    local answer = coroutine.yield(table.concat(lines, "\r\n") .. "\r\n\r\n" .. (body or ""))
    answer.url = url
    self.free = (answer.headers["connection"] or ""):lower() == "close"
    for _, cookie in ipairs(answer.set) do
        local name, value = cookie:match("^%s*([^=]+)=([^;]*)")
        self:jar(origin)[name] = value ~= "" and value or nil
    end
    return answer
end

-- A page, or where it sends us.
function Browser:get(url, leave) return self:follow(self:ask("GET", url, nil, leave), leave) end

function Browser:follow(answer, leave)
    for _ = 1, 8 do
        if answer.status < 300 or answer.status > 399 then break end
        local to = joined(answer.url, answer.headers["location"])
        if answer.status == 307 then
            answer = self:ask("POST", to, self.posted, leave)
        else
            answer = self:ask("GET", to, nil, leave)
        end
    end
    if answer.status ~= 200 then error(answer.status .. " at " .. answer.url) end
    return answer
end

-- The first form of a page that holds some words: where it goes, and its fields as a browser sends them.
function Browser:form(page, mark)
    local body = page.body
    local open = body:find("<form", 1, true)
    while open do
        local close = body:find("</form>", open, true)
        local form = body:sub(open, close - 1)
        if form:find(mark, 1, true) then
            local head = form:find(">", 1, true)
            local tag, inside = form:sub(1, head - 1), form:sub(head + 1)
            return { action = joined(page.url, attribute(tag, "action") or ""), fields = self:fields(inside) }
        end
        open = body:find("<form", close, true)
    end
    error("no form " .. mark .. " at " .. page.url .. " «" .. (page.body:match("<h1.->(.-)</h1>") or "") .. "»")
end

local unsent = { submit = true, button = true, image = true, file = true }

function Browser:fields(inside)
    local fields = {}
    for tag in elements(inside, "input") do
        local name, kind = attribute(tag, "name"), attribute(tag, "type") or "text"
        local chosen = not (kind == "radio" or kind == "checkbox") or tag:find(" checked", 1, true)
        if name and chosen and not unsent[kind] then fields[name] = attribute(tag, "value") or "" end
    end
    for tag, options in elements(inside, "select", "</select>") do
        -- The one that is selected, or the first; there may be a hundred others.
        local option = elements(options, "option")()
        if options:find(" selected", 1, true) then
            for other in elements(options, "option") do
                if other:find(" selected", 1, true) then option = other break end
            end
        end
        if attribute(tag, "name") then fields[attribute(tag, "name")] = option and attribute(option, "value") or "" end
    end
    for tag, text in elements(inside, "textarea", "</textarea>") do
        if attribute(tag, "name") then fields[attribute(tag, "name")] = unescaped(text:gsub("^%s+", "")) end
    end
    return fields
end

-- A form with what was typed; `false` leaves a field out.
function Browser:body(form, typed)
    for name, value in pairs(typed or {}) do form.fields[name] = value end
    local pairs_of = {}
    for name, value in pairs(form.fields) do
        if value ~= false then table.insert(pairs_of, encoded(name) .. "=" .. encoded(value)) end
    end
    return table.concat(pairs_of, "&")
end

function Browser:post(from, url, body, leave)
    self.from, self.posted = from, body
    return self:ask("POST", url, body, leave)
end

-- The answer to a form, before anything is followed.
function Browser:press(page, mark, typed, leave)
    local form = self:form(page, mark)
    return self:post(page.url, form.action, self:body(form, typed), leave)
end

function Browser:submit(page, mark, typed, leave)
    return self:follow(self:press(page, mark, typed, leave), leave)
end

-- So that `done` can hand it to who started wrk.
function Browser:note(text) table.insert(notes, text) end

local function start()
    local turn = walked + wrong
    walk = coroutine.create(function(browser) return way(browser, settings, turn, number) end)
    local browser = setmetatable({ jars = {}, free = true }, Browser)
    began = nil
    local fine, request = coroutine.resume(walk, browser)
    pending = fine and request or nil
    if not fine then
        wrong, complaint = wrong + 1, request
    end
end

local threads = {}

function setup(thread)
    table.insert(threads, thread)
    thread:set("number", #threads)
end

function init(arguments)
    settings = dofile(arguments[1])
    way = dofile(settings.ways)[settings.way]
    connected = settings.first
    start()
end

-- Asked once more than it is sent: wrk looks into it before it starts.
function request()
    began = began or now()
    return pending
end

function response(status, headers, body)
    local answer = { status = status, headers = {}, body = body, set = {} }
    for name, value in pairs(headers) do
        name = name:lower()
        answer.headers[name] = value
        if name == "set-cookie" then table.insert(answer.set, value) end
    end
    local fine, next_request = coroutine.resume(walk, answer)
    if fine and coroutine.status(walk) ~= "dead" then
        pending = next_request
        return
    end
    if fine then
        walked = walked + 1
        table.insert(took, (now() - began) * 1000)
    else
        wrong, complaint = wrong + 1, tostring(next_request)
    end
    if settings.turns and walked + wrong >= settings.turns then
        io.stderr:write(".")
        wrk.thread:stop()
    else
        start()
    end
end

function done(summary)
    local all, wrongs, first, kept = {}, 0, "", {}
    for _, thread in ipairs(threads) do
        for _, milliseconds in ipairs(thread:get("took")) do table.insert(all, string.format("%.3f", milliseconds)) end
        for _, note in ipairs(thread:get("notes")) do table.insert(kept, '"' .. note .. '"') end
        wrongs = wrongs + thread:get("wrong")
        if first == "" then first = thread:get("complaint") end
    end
    local e = summary.errors
    io.write(string.format(
        '{"requests":%d,"failed":%d,"wrong":%d,"complaint":"%s","seconds":%f,"took":[%s],"notes":[%s]}\n',
        summary.requests, e.connect + e.read + e.write + e.status + e.timeout, wrongs,
        first:gsub('[%c"\\]', " "), summary.duration / 1e6, table.concat(all, ","), table.concat(kept, ",")))
end

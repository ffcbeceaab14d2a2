-- A guest's ways through the city.

local person = {
    familyName = "因幡", givenName = "花子", postcode = "680-0001", prefecture = "鳥取県", city = "鳥取市",
    street = "浜坂999番地", building = "", phone = "0857-00-1234", to = "orderer",
}
local ways = {}

local function fill_basket(browser, settings, turn, number)
    local goods = settings.goods[(turn * 16 + number) % #settings.goods + 1]
    local page = browser:get(settings.market .. "/goods/" .. goods)
    local basket = browser:submit(page, "/basket/lines", { count = 1 })
    if not basket.body:find("/goods/" .. goods .. '"', 1, true) then error("not in the basket: " .. goods) end
    return basket
end

local function confirmation(browser, settings, turn, number)
    local basket = fill_basket(browser, settings, turn, number)
    local page = browser:submit(basket, "/basket/hand-over", nil, true)
    person.email = string.format("guest-%s-%d-%d@guests.example", settings.run, number, turn)
    page = browser:submit(page, "/orderer", person)
    page = browser:submit(page, "/gift")
    page = browser:submit(page, "/payment", { payment = "bankTransfer", note = "" })
    if not page.url:find("/confirmation$") then error("no confirmation: " .. page.url) end
    return page
end

-- A page, into the basket, the basket.
function ways.basket(browser, settings, turn, number)
    fill_basket(browser, settings, turn, number)
end

-- From a page of goods to the thanks.
function ways.checkout(browser, settings, turn, number)
    local page = confirmation(browser, settings, turn, number)
    page = browser:submit(page, "/confirmation", nil, true)
    if not page.body:find('order%-number">[%d%-]+<') then error("no thanks: " .. page.url) end
end

-- All but the last press, which is kept for another run.
function ways.confirmation(browser, settings, turn, number)
    local page = confirmation(browser, settings, turn, number)
    local form = browser:form(page, "/confirmation")
    browser:note(form.action .. " " .. browser:body(form) .. " " .. browser:cookies(settings.counter))
    browser:get(page.url, true)
end

-- The last press alone, of those that were kept.
function ways.placing(browser, settings, turn, number)
    local press = settings.presses[turn * settings.threads + number]
    local url, body, cookies = press:match("^(%S+) (%S+) (.*)$")
    for name, value in cookies:gmatch("([^=; ]+)=([^;]*)") do browser:jar(settings.counter)[name] = value end
    local answer = browser:post(url, url, body)
    local to = answer.headers["location"] or ""
    if answer.status ~= 303 or not to:find("/thanks$") then error("not placed: " .. answer.status .. " " .. to) end
end

return ways

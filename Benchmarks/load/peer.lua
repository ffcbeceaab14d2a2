-- The same ways through django-oscar.

local ways = {}

local function fill_basket(browser, settings, turn, number)
    local page = browser:get(settings.market .. settings.paths[(turn * 16 + number) % #settings.paths + 1])
    local title = page.body:match("<h1>%s*(.-)%s*</h1>")
    -- It leads back to the goods' page: the customer is spared it, and goes to the basket.
    local answer = browser:press(page, "add_to_basket_form")
    if answer.status ~= 302 then error("not taken: " .. answer.status) end
    local basket = browser:get(settings.market .. "/basket/")
    if not basket.body:find(title, 1, true) then error("not in the basket: " .. title) end
end

function ways.basket(browser, settings, turn, number)
    fill_basket(browser, settings, turn, number)
end

function ways.checkout(browser, settings, turn, number)
    fill_basket(browser, settings, turn, number)
    local page = browser:get(settings.market .. "/checkout/")
    local email = string.format("guest-%s-%d-%d@guests.example", settings.run, number, turn)
    page = browser:submit(page, 'name="username"', { username = email, options = "anonymous", password = false })
    page = browser:submit(page, 'name="line1"', {
        first_name = "花子", last_name = "因幡", line1 = "鳥取県鳥取市浜坂999番地", line4 = "鳥取市",
        postcode = "680-0001", phone_number = "", country = "JP",
    })
    if not page.url:find("payment%-details") then error("no payment: " .. page.url) end
    page = browser:get(settings.market .. "/checkout/preview/")
    page = browser:submit(page, "place_order", { action = "place_order" })
    if not page.url:find("thank%-you") then error("no thanks: " .. page.url) end
end

return ways

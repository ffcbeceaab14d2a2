// Seven digits fill the address: GET /postcodes/6800001 answers
// {"prefecture": "鳥取県", "city": "鳥取市", "town": "…"}, or 404.
const narrow = (text) => text.replace(/[\uff10-\uff19]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0)).replace(/[^0-9]/g, '');

function fill(field, value) {
    if (!field || !value) return;
    const typed = field.value !== '' && field.dataset.filled !== field.value;
    if (typed && field.tagName !== 'SELECT') return;
    if (field.tagName === 'SELECT') {
        const option = [...field.options].find((o) => o.text === value || o.value === value);
        if (option) field.value = option.value;
    } else {
        field.value = value;
    }
    field.dataset.filled = field.value;
}

for (const box of document.querySelectorAll('input[autocomplete~="postal-code"]')) {
    const form = box.form;
    const find = (token) => form.querySelector(`[autocomplete~="${token}"]`);
    const told = document.createElement('p');
    told.className = 'hint';
    told.setAttribute('role', 'status');
    box.after(told);
    let last = narrow(box.value);
    box.addEventListener('input', async () => {
        const digits = narrow(box.value);
        if (digits.length !== 7 || digits === last) return;
        last = digits;
        try {
            const answer = await fetch(`/postcodes/${digits}`, { headers: { accept: 'application/json' } });
            if (!answer.ok) { told.textContent = 'この郵便番号の住所は見つかりませんでした。住所を入力してください。'; return; }
            const place = await answer.json();
            fill(find('address-level1'), place.prefecture);
            fill(find('address-level2'), place.city);
            fill(find('address-line1'), place.town);
            told.textContent = '住所を入れました。続きの番地をお確かめください。';
        } catch { told.textContent = ''; }
    });
}

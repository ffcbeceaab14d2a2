// One press, one touch: the form's question is bound to a challenge, the key answers it, and the answer is
// sent with the form. What a key says is judged behind the office; here it only passes through.
const wrong = {
    NotAllowedError: '鍵に触れられませんでした。もう一度お試しください。',
    InvalidStateError: 'この鍵はもう登録されています。別の端末か、別の鍵をお使いください。',
};

async function ask(form, address, more = {}) {
    const body = new URLSearchParams(new FormData(form));
    for (const [name, value] of Object.entries(more)) body.set(name, value);
    const answer = await fetch(address, { method: 'POST', body });
    if (answer.redirected) { location.assign(answer.url); return null; }
    const isJSON = (answer.headers.get('content-type') ?? '').startsWith('application/json');
    if (answer.ok && isJSON) return answer.json();
    if (isJSON) throw new Error((await answer.json()).words);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const words = [...page.querySelectorAll('main h1, main p')].slice(0, 2).map((part) => part.textContent.trim());
    throw new Error(words.join('。'));
}

async function touched(form, address, more) {
    const asked = await ask(form, address, more);
    if (!asked) return null;
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked.publicKey);
    return answered(asked, await navigator.credentials.get({ publicKey }));
}

async function made(form, address, more) {
    const offered = await ask(form, address, more);
    if (!offered) return null;
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(offered.publicKey);
    return answered(offered, await navigator.credentials.create({ publicKey }));
}

function answered(asked, credential) {
    return { ceremony: asked.ceremony, credential: JSON.stringify(credential.toJSON()) };
}

function send(form, answer) {
    for (const [name, value] of Object.entries(answer)) {
        const box = document.createElement('input');
        box.type = 'hidden';
        box.name = name;
        box.value = value;
        form.append(box);
    }
    form.submit();
}

async function run(form) {
    const told = form.querySelector('[data-told]');
    told.textContent = '鍵に触れてください。';
    try {
        const { touch, make } = form.dataset;
        let answer = {};
        if (touch) answer = await touched(form, touch);
        if (answer && make) answer = await made(form, make, answer);
        if (answer) return send(form, answer);
    } catch (fault) {
        told.textContent = wrong[fault.name] ?? (fault.message || wrong.NotAllowedError);
    }
    delete form.dataset.busy;
}

for (const form of document.querySelectorAll('form[data-touch], form[data-make]')) {
    form.addEventListener('submit', (event) => {
        if (event.submitter?.dataset.plain !== undefined) return;
        event.preventDefault();
        if (form.dataset.busy) return;
        form.dataset.busy = 'yes';
        run(form);
    });
}
// A page that comes back from the browser's memory begins anew: its touch was used.
addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });

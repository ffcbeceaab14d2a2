// Passkeys. Every page works without this module; what it adds shows only where the browser can.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const REFUSED = '確認できませんでした。もう一度お試しになるか、メールの確認コードでお入りください。';
const NOT_MADE = '登録できませんでした。もう一度お試しください。';
const KNOWN = 'この端末は、もう登録されています。';

// What to ask the authenticator for; the server may want a code first, and says where.
async function begin(form) {
    const answer = await fetch(form.dataset.begin, {
        method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams({ _token: form.elements._token.value }),
    });
    if (!answer.ok || !answer.headers.get('content-type')?.startsWith('application/json')) throw new Error('refused');
    const asked = await answer.json();
    if (asked.next) { location.assign(asked.next); await new Promise(() => {}); }
    return asked;
}

function send(form, values) {
    for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
    form.submit();
}

async function sign(form, mediation, signal) {
    const asked = await begin(form);
    const key = await navigator.credentials.get({
        mediation, signal,
        publicKey: { challenge: bytes(asked.challenge), rpId: asked.relyingParty, userVerification: 'required', timeout: 300000 },
    });
    send(form, {
        attempt: asked.attempt, credential: key.id, 'client-data': text(key.response.clientDataJSON),
        'authenticator-data': text(key.response.authenticatorData), signature: text(key.response.signature),
        'user-handle': key.response.userHandle ? text(key.response.userHandle) : '',
    });
}

async function make(form) {
    const asked = await begin(form);
    const label = form.elements.label;
    if (!label.value) label.value = device();
    const person = `${form.dataset.site} ${label.value}`.trim();
    const key = await navigator.credentials.create({
        publicKey: {
            rp: { id: asked.relyingParty, name: form.dataset.site }, challenge: bytes(asked.challenge),
            // Nothing personal goes into the authenticator but what was typed here.
            user: { id: bytes(asked.userHandle), name: person, displayName: person },
            pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
            excludeCredentials: asked.known.map((id) => ({ type: 'public-key', id: bytes(id) })),
            authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
            attestation: 'none', timeout: 300000,
        },
    });
    send(form, {
        attempt: asked.attempt, 'client-data': text(key.response.clientDataJSON), attestation: text(key.response.attestationObject),
    });
}

// A name for who types none: the kind of the device, as people say it.
function device() {
    const kinds = [[/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android の端末'], [/Windows/, 'Windows のパソコン'], [/Mac OS/, 'Mac'], [/Linux/, 'Linux のパソコン']];
    return kinds.find(([sign]) => sign.test(navigator.userAgent))?.[1] ?? '';
}

function tell(form, words) { form.querySelector('[data-told]').textContent = words; }

let waiting = new AbortController();

// In the list of the address field; a challenge lasts five minutes, so it is asked anew, for an hour.
async function autofill(form) {
    if (!await PublicKeyCredential.isConditionalMediationAvailable?.()) return;
    for (let turn = 0; turn < 13; turn += 1) {
        const mine = waiting = new AbortController();
        const over = setTimeout(() => mine.abort('renew'), 270000);
        try { await sign(form, 'conditional', mine.signal); return; } catch {
            if (mine.signal.reason !== 'renew') return;
        } finally { clearTimeout(over); }
    }
}

if (window.PublicKeyCredential && navigator.credentials) {
    for (const form of document.querySelectorAll('form[data-passkey]')) {
        const isSigning = form.dataset.passkey === 'sign-in';
        const frame = form.closest('[data-passkey-frame]') ?? form;
        frame.hidden = false;
        form.hidden = false;
        form.parentElement.querySelector('[data-passkey-none]')?.remove();
        frame.querySelector('[data-later]')?.addEventListener('click', () => { frame.hidden = true; });
        form.addEventListener('submit', async (event) => {
            event.preventDefault();
            if (form.dataset.busy) return;
            form.dataset.busy = 'yes';
            tell(form, '');
            waiting.abort('pressed');
            try { await (isSigning ? sign(form) : make(form)); } catch (error) {
                tell(form, error.name === 'InvalidStateError' ? KNOWN : isSigning ? REFUSED : NOT_MADE);
                delete form.dataset.busy;
            }
        });
        // Whose key was refused is not offered it again by itself.
        if (isSigning && form.dataset.quiet === undefined) autofill(form);
    }
}
addEventListener('pageshow', (event) => {
    if (event.persisted) document.querySelectorAll('form[data-passkey]').forEach((form) => { delete form.dataset.busy; });
});

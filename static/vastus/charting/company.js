// Who else has this evaluation open. The page asks from time to time while it is looked at; that is
// no sign that a person is there, and a server that does not answer is told of elsewhere.

const EVERY = 20000;

export function attachCompany(place) {
  let said = "";

  async function look() {
    if (document.hidden) return;
    try {
      const answer = await fetch(place.dataset.alsoOpen, { headers: { "X-Background": "1" } });
      const text = answer.ok && !answer.redirected ? (await answer.text()).trim() : "";
      // The same words again would be read aloud again.
      if (text !== said) place.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
      said = text;
    } catch {
      return;
    }
  }

  look();
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
}

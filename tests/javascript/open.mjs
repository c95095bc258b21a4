// Opens every document a hub serves with the JavaScript Automerge library and holds its fields against
// what the API says of them. A second implementation reads what this one wrote, or this fails.
//
//   npm install --prefix tests/javascript @automerge/automerge
//   node tests/javascript/open.mjs http://127.0.0.1:8471 siege demonstration-only
//
// Not a part of `cargo verify`, which fetches nothing but crates and Debian's packages.

import * as Automerge from "@automerge/automerge";

const [base, name, password] = process.argv.slice(2);
if (!password) throw new Error("usage: node open.mjs <address of the hub> <name> <password>");

const signIn = await fetch(`${base}/api/v1/session`, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ name, password }),
});
if (!signIn.ok) throw new Error(`sign in: ${await signIn.text()}`);
const headers = { authorization: `Bearer ${(await signIn.json()).token}` };

async function get(path) {
  const reply = await fetch(base + path, { headers });
  if (!reply.ok) throw new Error(`${path}: ${await reply.text()}`);
  return reply;
}

async function open(id) {
  const reply = await get(`/api/v1/documents/${id}/automerge`);
  return Automerge.load(new Uint8Array(await reply.arrayBuffer()));
}

/** What a row says of its document itself, not of where it stands. */
const aside = new Set(["id", "kind", "province", "site", "several"]);
let [documents, fields, conflicts, differences] = [0, 0, 0, 0];

for (const list of ["persons", "training_sessions"]) {
  for (let cursor = ""; cursor !== undefined; ) {
    const page = await (await get(`/api/v1/${list}?limit=100${cursor}`)).json();
    for (const row of page.items) {
      const document = await open(row.id);
      documents += 1;
      for (const [field, value] of Object.entries(row)) {
        if (aside.has(field) || typeof value === "object") continue;
        fields += 1;
        if (String(document[field]) !== String(value)) {
          differences += 1;
          console.error(`${row.id} ${field}: ${document[field]} here, ${value} in the API`);
        }
      }
      for (const field of row.several ?? []) {
        const values = Object.values(Automerge.getConflicts(document, field) ?? {});
        conflicts += 1;
        if (values.length < 2) {
          differences += 1;
          console.error(`${row.id} ${field}: one value here, several in the API`);
        }
      }
    }
    cursor = page.next_cursor ? `&cursor=${page.next_cursor}` : undefined;
  }
}
for (const account of (await (await get("/api/v1/accounts")).json()).items) {
  const ledger = await open(account.ledger);
  documents += 1;
  if (String(ledger.book) !== account.book) {
    differences += 1;
    console.error(`${account.ledger}: ${ledger.book} here, ${account.book} in the API`);
  }
}
console.log(JSON.stringify({ documents, fields, conflicts, differences }));
process.exit(differences === 0 && documents > 0 ? 0 : 1);

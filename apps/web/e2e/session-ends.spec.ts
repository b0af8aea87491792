import { type APIRequestContext, expect } from "@playwright/test";
import { test } from "./own-server.ts";
import { mintPerson, type Person } from "./people.ts";
import { newRequests, signedRequests } from "./sessions.ts";

const call = async (by: APIRequestContext, path: string, json: unknown) => {
  const answer = await by.post(`/api/trpc/${path}`, { data: { json } });
  expect(answer.status(), `${path}: ${await answer.text()}`).toBe(200);
};
const OVER = { procedure: 401, page: 307, handler: 401 };
const HOLDS = { procedure: 200, page: 200, handler: 200 };
const NEXT = "seven-green-trombones-41";

/** Each ends sign-ins of a person who has two, which `ends` names; `first` does what the person does. */
const ENDS: Readonly<
  Record<
    string,
    {
      readonly ends: readonly ("first" | "second")[];
      readonly end: (given: {
        first: APIRequestContext;
        admin: APIRequestContext;
        person: Person;
      }) => Promise<void>;
    }
  >
> = {
  "signing out, for the one signed out": {
    ends: ["first"],
    end: async ({ first }) => {
      const { csrfToken } = await (await first.get("/api/auth/csrf")).json();
      await first.post("/api/auth/signout", { form: { csrfToken, json: "true" } });
    },
  },
  "an admin who disables the user": {
    ends: ["first", "second"],
    end: ({ admin, person }) => call(admin, "users.disable", { userId: person.id }),
  },
  "another role": {
    ends: ["first", "second"],
    end: ({ admin, person }) =>
      call(admin, "users.update", {
        userId: person.id,
        name: "X",
        role: "department_head",
        departmentIds: [],
      }),
  },
  "another password, for all but the one in use": {
    ends: ["second"],
    end: ({ first, person }) =>
      call(first, "profile.changePassword", { present: person.password, next: NEXT }),
  },
  "ending all others": {
    ends: ["second"],
    end: ({ first }) => call(first, "profile.sessions.endOthers", undefined),
  },
};

for (const [what, { ends, end }] of Object.entries(ENDS))
  test(`a sign-in is over at its very next request: ${what}`, async ({ own }) => {
    const person = await mintPerson(own.databaseUrl, "executive");
    const boss = await mintPerson(own.databaseUrl, "admin");
    const sign = ({ email, password }: Person) => signedRequests(own.base, email, password);
    const signed = { first: await sign(person), second: await sign(person) };
    // It is done by a copy of the first one's cookies, since signing out takes the doer's own away.
    const copy = await newRequests(own.base, await signed.first.storageState());
    await end({ first: copy, admin: await sign(boss), person });
    const found = async (asked: APIRequestContext) => ({
      procedure: (await asked.get("/api/trpc/session.get")).status(),
      page: (await asked.get("/")).status(),
      handler: (await asked.get("/api/export/departments")).status(),
    });
    for (const which of ["first", "second"] as const)
      expect(await found(signed[which]), which).toEqual(ends.includes(which) ? OVER : HOLDS);
  });

import { expect, test } from "vitest";
import { judgeClaims } from "../src/single-sign-on-claims.ts";
import { readSingleSignOnSettings } from "../src/single-sign-on-settings.ts";

const ISSUER = "https://login.example.com";
const settingsOf = (more: Record<string, string> = {}) => {
  const settings = readSingleSignOnSettings({
    OIDC_ISSUER: ISSUER,
    OIDC_CLIENT_ID: "touchline",
    OIDC_CLIENT_SECRET: "s3cr3t-of-the-client",
    OIDC_ALLOWED_DOMAINS: "example.com",
    OIDC_ROLE_CLAIM: "groups",
    OIDC_ROLES: "cx-admins=admin,cx-heads=department_head,cx=executive,cx-board=executive",
    OIDC_DEPARTMENT_CLAIM: "departments",
    ...more,
  });
  if (!settings) throw new Error("no settings");
  return settings;
};
const GOOD = {
  iss: ISSUER,
  sub: "248289761001",
  email: "jane@example.com",
  email_verified: true,
  name: "Jane Doe",
  groups: ["everybody", "cx"],
};
const judge = (change: Record<string, unknown>, userInfo: Record<string, unknown> | null = null) =>
  judgeClaims(settingsOf(), { idToken: { ...GOOD, ...change }, userInfo });

test("sure claims give an identity", () => {
  expect(judge({})).toEqual({
    identity: {
      issuer: ISSUER,
      subject: "248289761001",
      email: "jane@example.com",
      name: "Jane Doe",
      role: "executive",
      departments: null,
      secondFactor: false,
    },
  });
  expect(
    judge({ email: "Jane@EXAMPLE.com", name: "x\u0000y", groups: "cx-heads", departments: ["a", "b"] }),
  ).toEqual({
    identity: expect.objectContaining({
      email: "jane@example.com",
      name: "jane",
      role: "department_head",
      departments: ["a", "b"],
    }),
  });
  expect(judge({ groups: ["cx", "cx-board", "cx"] })).toMatchObject({ identity: { role: "executive" } });
});

test.each([
  ["another issuer", "issuer", { iss: `${ISSUER}/` }],
  ["no issuer", "issuer", { iss: undefined }],
  ["no subject", "subject", { sub: undefined }],
  ["an empty subject", "subject", { sub: "" }],
  ["a number as subject", "subject", { sub: 7 }],
  ["a subject that is too long", "subject", { sub: "x".repeat(256) }],
  ["no address", "email", { email: undefined }],
  ["an address in a list", "email", { email: ["jane@example.com"] }],
  ["an object as address", "email", { email: { toString: "jane@example.com" } }],
  ["a list of addresses", "email", { email: "jane@example.com,eve@evil.example" }],
  ["another list of addresses", "email", { email: "eve@evil.example, jane@example.com" }],
  ["two @", "email", { email: "eve@evil.example@example.com" }],
  ["a full-width @", "email", { email: "jane＠example.com" }],
  ["a full-width domain", "email", { email: "jane@ｅxample.com" }],
  ["a Kelvin sign, which lower case makes a k", "email", { email: "\u212Aarl@example.com" }],
  ["a name before the address", "email", { email: "Jane <jane@example.com>" }],
  ["a line break", "email", { email: "jane@example.com\nBcc: eve@evil.example" }],
  ["space around it", "email", { email: " jane@example.com" }],
  ["a quoted local part", "email", { email: '"jane@example.com"@evil.example' }],
  ["a zero byte", "email", { email: "jane@example.com\u0000.evil.example" }],
  ["nothing said of its verification", "email_unverified", { email_verified: undefined }],
  ["an unverified address", "email_unverified", { email_verified: false }],
  ["a text for true", "email_unverified", { email_verified: "true" }],
  ["a one for true", "email_unverified", { email_verified: 1 }],
  ["another domain", "domain", { email: "jane@evil.example" }],
  ["a domain below", "domain", { email: "jane@mail.example.com" }],
  ["a domain that begins alike", "domain", { email: "jane@example.com.evil.example" }],
  ["a domain that ends alike", "domain", { email: "jane@notexample.com" }],
  ["no role", "role_missing", { groups: undefined }],
  ["a number as role", "role_missing", { groups: 1 }],
  ["an object as role", "role_missing", { groups: { cx: true } }],
  ["a list with more than texts", "role_missing", { groups: ["cx", null] }],
  ["a list within a list", "role_missing", { groups: [["cx"]] }],
  ["an endless list", "role_missing", { groups: Array.from({ length: 1_001 }, () => "cx") }],
  ["an unknown role", "role_unknown", { groups: "boss" }],
  ["an empty list", "role_unknown", { groups: [] }],
  ["another case", "role_unknown", { groups: "CX" }],
  ["our own word for a role", "role_unknown", { groups: "admin" }],
  ["roles as one text", "role_unknown", { groups: "cx-admins,cx" }],
  ["a name that every object has", "role_unknown", { groups: "constructor" }],
  ["two roles", "role_ambiguous", { groups: ["cx", "cx-admins"] }],
  ["a head without departments", "department", { groups: "cx-heads" }],
  ["a head with a number as departments", "department", { groups: "cx-heads", departments: 3 }],
] as const)("%s is refused", (_name, refused, change) => {
  expect(judge(change)).toEqual({ refused });
});

test("claims that only a prototype has are none", () => {
  const idToken = Object.assign(Object.create({ email_verified: true }), { ...GOOD });
  delete idToken.email_verified;
  expect(judgeClaims(settingsOf(), { idToken, userInfo: null })).toEqual({ refused: "email_unverified" });
});

test("the userinfo answer fills in what the token lacks and may contradict it in nothing", () => {
  const { iss, sub, ...rest } = GOOD;
  const told = (userInfo: Record<string, unknown>, idToken: Record<string, unknown> = { iss, sub }) =>
    judgeClaims(settingsOf(), { idToken, userInfo });
  expect(told({ ...rest, sub })).toMatchObject({ identity: { email: GOOD.email, role: "executive" } });
  expect(told({ ...rest, sub }, GOOD)).toMatchObject({ identity: { email: GOOD.email } });
  expect(told({ ...rest, sub: "other" })).toEqual({ refused: "contradiction" });
  expect(told(rest)).toEqual({ refused: "contradiction" });
  for (const change of [
    { email: "eve@example.com" },
    { email_verified: false },
    { groups: ["cx-admins"] },
    { departments: ["b"] },
  ])
    expect(told({ ...rest, sub, ...change }, { ...GOOD, departments: ["a"] })).toEqual({
      refused: "contradiction",
    });
  expect(told({ ...rest, sub, iss: "https://evil.example" })).toMatchObject({ identity: { issuer: ISSUER } });
});

test("without a role claim the claims decide about no role", () => {
  const { role, departmentClaim, ...rest } = settingsOf();
  expect(role && departmentClaim).toBeTruthy();
  const settings = { ...rest, role: null, departmentClaim: null };
  expect(judgeClaims(settings, { idToken: GOOD, userInfo: null })).toMatchObject({
    identity: { role: null, departments: null },
  });
});

test("a second factor counts only where it is configured, and of amr only the word mfa in the signed token", () => {
  const factor = (trust: string, amr: unknown, userInfo: Record<string, unknown> | null = null) => {
    const settings = settingsOf({ OIDC_TRUST_SECOND_FACTOR: trust });
    const judged = judgeClaims(settings, { idToken: { ...GOOD, amr }, userInfo });
    return judged.refused === undefined && judged.identity.secondFactor;
  };
  expect(factor("no", ["mfa"])).toBe(false);
  expect(factor("amr", ["pwd", "mfa"])).toBe(true);
  for (const amr of [undefined, "mfa", ["pwd"], ["MFA"], { mfa: true }, []])
    expect(factor("amr", amr)).toBe(false);
  expect(factor("amr", undefined, { sub: GOOD.sub, amr: ["mfa"] })).toBe(false);
  expect(factor("yes", undefined)).toBe(true);
});

test("another claim may say that the address is verified", () => {
  const settings = settingsOf({ OIDC_VERIFIED_CLAIM: "xms_edov" });
  expect(judgeClaims(settings, { idToken: GOOD, userInfo: null })).toEqual({ refused: "email_unverified" });
  expect(judgeClaims(settings, { idToken: { ...GOOD, xms_edov: true }, userInfo: null })).toMatchObject({
    identity: { email: GOOD.email },
  });
});

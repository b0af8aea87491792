import { expect, test } from "vitest";
import { readSingleSignOnSettings } from "../src/single-sign-on-settings.ts";

const NEEDED = {
  OIDC_ISSUER: "https://login.example.com",
  OIDC_CLIENT_ID: "touchline",
  OIDC_CLIENT_SECRET: "s3cr3t-of-the-client",
  OIDC_ALLOWED_DOMAINS: "example.com, Example.ORG",
};
const fault = (change: Record<string, string | undefined>): string => {
  try {
    readSingleSignOnSettings({ ...NEEDED, ...change });
    return "";
  } catch (cause) {
    return cause instanceof Error ? cause.message : "";
  }
};

test("nothing set is no single sign-on; the four needed ones are enough, and strict", () => {
  expect(readSingleSignOnSettings({ OIDC_ISSUER: " ", HOME: "/root" })).toBeNull();
  expect(readSingleSignOnSettings(NEEDED)).toEqual({
    issuer: "https://login.example.com",
    clientId: "touchline",
    clientSecret: "s3cr3t-of-the-client",
    domains: ["example.com", "example.org"],
    scopes: "openid email profile",
    name: "single sign-on",
    verifiedClaim: "email_verified",
    role: null,
    departmentClaim: null,
    secondFactor: "no",
    linkPasswordUsers: false,
  });
});

test("roles are read value by value", () => {
  const settings = readSingleSignOnSettings({
    ...NEEDED,
    OIDC_ROLE_CLAIM: "groups",
    OIDC_ROLES: "cx-admins=admin, cn=heads=department_head ,cx=executive",
    OIDC_DEPARTMENT_CLAIM: "https://example.com/departments",
    OIDC_TRUST_SECOND_FACTOR: "amr",
    OIDC_LINK_PASSWORD_USERS: "yes",
  });
  expect(settings).toMatchObject({
    departmentClaim: "https://example.com/departments",
    secondFactor: "amr",
    linkPasswordUsers: true,
  });
  expect([...(settings?.role?.roles ?? [])]).toEqual([
    ["cx-admins", "admin"],
    ["cn=heads", "department_head"],
    ["cx", "executive"],
  ]);
});

test.each(Object.keys(NEEDED))("a configuration without %s names it", (name) => {
  expect(fault({ [name]: undefined })).toMatch(new RegExp(`^${name} is missing`));
  expect(fault({ [name]: "  " })).toMatch(new RegExp(`^${name} is missing`));
});

test.each([
  ["OIDC_ISSUER", "http://login.example.com"],
  ["OIDC_ISSUER", "http://localhost.example.com"],
  ["OIDC_ISSUER", "login.example.com"],
  ["OIDC_ISSUER", "https://login.example.com/?tenant=1"],
  ["OIDC_ISSUER", "https://user:secret@login.example.com"],
  ["OIDC_ISSUER", "javascript:alert(1)"],
  ["OIDC_ALLOWED_DOMAINS", "*"],
  ["OIDC_ALLOWED_DOMAINS", "*.example.com"],
  ["OIDC_ALLOWED_DOMAINS", "@example.com"],
  ["OIDC_ALLOWED_DOMAINS", "example.com,"],
  ["OIDC_ALLOWED_DOMAINS", "example.com;example.org"],
  ["OIDC_ALLOWED_DOMAINS", "com"],
  ["OIDC_ALLOWED_DOMAINS", "ｅxample.com"],
  ["OIDC_ROLES", "cx=executive"],
  ["OIDC_ROLE_CLAIM", "groups"],
  ["OIDC_DEPARTMENT_CLAIM", "departments"],
  ["OIDC_DEPARTMENT_CLAIM", "two words"],
  ["OIDC_TRUST_SECOND_FACTOR", "true"],
  ["OIDC_LINK_PASSWORD_USERS", "1"],
  ["OIDC_SCOPES", "email profile"],
  ["OIDC_NAME", "a\nb"],
])("%s=%s is refused", (name, value) => {
  expect(fault({ [name]: value })).toMatch(/^OIDC_[A-Z_]+ /);
});

test.each(["cx=boss", "cx", "=admin", "cx=admin,", "cx=admin,cx=executive", "cx=admin;cy=executive"])(
  "the roles %s are refused",
  (roles) => {
    expect(fault({ OIDC_ROLE_CLAIM: "groups", OIDC_ROLES: roles })).toMatch(/^OIDC_ROLES /);
  },
);

/** What was done, in plain words: a command's own action, or the procedure that was refused. */
export const ACTION_NAMES: Readonly<Record<string, string>> = {
  "user.invite": "Invited a user",
  "user.invite_again": "Sent an invitation again",
  "user.create": "Added a user",
  "user.create_first_admin": "Made the first administrator",
  "user.first_admin_link": "Made the link for the first administrator",
  "user.accept": "Accepted an invitation",
  "user.update": "Changed a user's name or rights",
  "user.disable": "Disabled a user",
  "user.enable": "Enabled a user",
  "user.reset_link": "Made a link for a new password",
  "user.reset_password": "Set a new password by a link",
  "user.reset_second_factor": "Reset a second factor",
  "session.create": "Signed in",
  "session.end": "Ended a sign-in",
  "session.end_others": "Ended all other sign-ins",
  "session.see_as": "Began to look as somebody else",
  "session.see_as_self": "Stopped looking as somebody else",
  "profile.update": "Changed the own profile",
  "profile.change_password": "Changed the own password",
  "second_factor.begin": "Began to set up a second factor",
  "second_factor.confirm": "Set up a second factor",
  "second_factor.disable": "Switched the second factor off",
  "second_factor.renew_codes": "Made new recovery codes",
  "settings.update": "Changed settings",
  "structure.create": "Created a part of the structure",
  "structure.rename": "Renamed a part of the structure",
  "structure.update": "Changed a part of the structure",
  "structure.move": "Moved a part of the structure",
  "structure.owner": "Changed an owner",
  "structure.weight": "Changed a weight",
  "structure.merge": "Merged parts of the structure",
  "structure.archive": "Archived a part of the structure",
  "structure.restore": "Brought a part of the structure back",
  "template.apply": "Put a template in place",
  "import.run": "Imported a file",
  "import.cancel": "Cancelled an import",
  "import.fail": "An import failed",
  "import.undo": "Took an import back",
  "mapping.save": "Saved a mapping",
  "cause.set_rule": "Set what a contact reason means",
  "cause.delete_rule": "Took away what a contact reason means",
  "cause.code": "Said what caused a contact",
  "channel_audit.create": "Recorded an audit of a channel",
  "topic.update": "Changed the words of a topic",
};

/** Topics that the actions belong to, by what stands before the dot. */
export const TOPIC_NAMES: Readonly<Record<string, string>> = {
  user: "Anything about users",
  session: "Anything about sign-ins",
  profile: "Anything about own profiles",
  second_factor: "Anything about second factors",
  settings: "Anything about settings",
  structure: "Anything about the structure",
  import: "Anything about imports",
  mapping: "Anything about mappings",
  cause: "Anything about causes of contacts",
  channel_audit: "Anything about audits of channels",
  topic: "Anything about topics",
};

const words = (text: string): string =>
  text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[._]/g, " ")
    .toLowerCase();

/** The action in plain words; one without a name, or a refused procedure, in the words of its own name. */
export function actionName(action: string): string {
  const named = ACTION_NAMES[action];
  if (named !== undefined) return named;
  const [topic = "", ...rest] = action.split(".");
  return `${topic.slice(0, 1).toUpperCase()}${words(topic).slice(1)}: ${words(rest.join(" "))}`;
}

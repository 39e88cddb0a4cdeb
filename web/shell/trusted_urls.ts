// The one Trusted Types policy: a script may only be started from the addresses this build names.

const ALLOWED: readonly string[] = [WORKER_SCRIPT, KEY_WORKER_SCRIPT, CODE_WORKER_SCRIPT, "/sw.js"];

const createScriptURL = (url: string): string => {
  if (!ALLOWED.includes(url)) throw new TypeError("not a script of this program");
  return url;
};

const policy = typeof trustedTypes === "undefined" ? { createScriptURL } : trustedTypes.createPolicy("huzhu", { createScriptURL });

export const trustedScript = (url: string): string => policy.createScriptURL(url);

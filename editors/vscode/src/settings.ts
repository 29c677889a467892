/**
 * What is set, as the server takes it.
 */

/** Settings that are the server's own; `command` and `trace` are this side's. */
export const NAMES = [
  "lang", "reports", "select", "ignore", "profile", "strict", "packs", "trust", "baseline", "config", "debounce", "inlayHints",
] as const;

/** Of what is set, that which somebody set: what is null is left to `disclint.toml`. */
export function given(read: (name: string) => unknown): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const name of NAMES) {
    const value = read(name);
    if (value !== null && value !== undefined) {
      found[name] = value;
    }
  }
  return found;
}

/** The same as options of the command line, which has no `reports`, `debounce` and `inlayHints`. */
export function asOptions(settings: Record<string, unknown>, lang: string): string[] {
  const options = ["--lang", lang];
  const lists: [string, string][] = [["select", "--select"], ["ignore", "--ignore"], ["packs", "--pack"], ["trust", "--trust"]];
  for (const [name, option] of lists) {
    for (const each of (settings[name] as string[] | undefined) ?? []) {
      options.push(option, each);
    }
  }
  for (const [name, option] of [["profile", "--profile"], ["baseline", "--baseline"], ["config", "--config"]] as const) {
    if (typeof settings[name] === "string") {
      options.push(option, settings[name]);
    }
  }
  return settings["strict"] === true ? [...options, "--strict"] : options;
}

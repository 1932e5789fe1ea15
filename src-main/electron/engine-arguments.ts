/** Options of the headless engine that the desktop program takes over. */
const PASSED_ON = ['--port', '--speed', '--log-level', '--passphrase-file'] as const

/**
 * What the engine is started with: its own options from the command line of this program, and the data folder. Everything
 * else is passed over: Chromium has switches of its own on the same line.
 */
export function engineArguments(argv: readonly string[], home: string): string[] {
  return [...PASSED_ON.flatMap((name) => valueOf(name, argv) ?? []), '--home', home]
}

/** The last one counts. Its value is the engine's to judge. */
function valueOf(name: string, argv: readonly string[]): string[] | undefined {
  const at = argv.findLastIndex((argument) => argument === name || argument.startsWith(`${name}=`))
  const argument = argv[at]
  if (argument === undefined) return undefined
  return [name, argument === name ? (argv[at + 1] ?? '') : argument.slice(name.length + 1)]
}

import { pause } from './engine-process.ts'
import { openDialogs, pressButton } from './shell-dialogs.ts'
import type { Shell, ShellExit } from './shell-types.ts'

const QUIT_LIMIT_MS = 15_000

/** Quits the program and says yes to the question whether something may stay open; ends it by force if it stays. */
export async function quitShell(shell: Shell): Promise<ShellExit> {
  const gone = shell.exited.then(() => true)
  const forced = setTimeout(() => shell.main.kill('SIGKILL'), QUIT_LIMIT_MS)
  // What main answers does not matter: it may be gone before it does.
  const ask = shell.evaluate(({ app }) => void setTimeout(() => app.quit(), 0)).catch(() => undefined)
  await Promise.race([ask, gone])
  while (!(await Promise.race([gone, pause(100)]))) await sayYes(shell).catch(() => undefined)
  clearTimeout(forced)
  return shell.exited
}

async function sayYes(shell: Shell): Promise<void> {
  const [question] = await openDialogs(shell)
  if (question?.buttons.includes('Quit')) await pressButton(shell, 'Quit')
}

import './node-version-guard.ts'
import { join } from 'node:path'
import type { DesktopOutcome } from './desktop-launch.ts'
import { holdYoungGeneration } from './young-generation.ts'

/** Whoever starts the program waits for it. */
const FETCH_LIMIT_MS = 5_000

const release = holdYoungGeneration()
const args = process.argv.slice(2)

if (args.includes('--help')) await runAlone([])
else {
  const outcome = await openWindow()
  if (outcome.kind === 'ended') process.exit(outcome.exitCode)
  await runAlone(outcome.banner)
}

async function openWindow(): Promise<DesktopOutcome> {
  const { openDesktop } = await import('./desktop-launch.ts')
  const { SystemClock } = await import('./base/index.ts')
  const { findElectronFolder } = await import('./window-check.ts')
  return openDesktop({
    args,
    environment: process.env,
    programFolder: import.meta.dirname,
    appFolder: join(import.meta.dirname, '..', '..'),
    platform: process.platform,
    isSuperuser: process.getuid?.() === 0,
    electronFolder: findElectronFolder(),
    clock: new SystemClock(),
    fetchLimitMs: FETCH_LIMIT_MS,
    say: (line) => void process.stdout.write(`${line}\n`),
  })
}

async function runAlone(banner: readonly string[]): Promise<void> {
  const { NO_SANDBOX } = await import('./window-check.ts')
  const { runHeadless } = await import('./run-headless.ts')
  await runHeadless({
    // The one switch that is not the engine's.
    args: args.filter((argument) => argument !== NO_SANDBOX),
    environment: process.env,
    onRunning: release,
    banner,
  })
}

import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..')
const CONFIGURATION = 'electron-builder.config.ts'

export interface BuilderRun {
  readonly exitCode: number
  readonly output: string
}

export interface BuilderOptions {
  /** Shows what it says while it runs. */
  readonly isShown: boolean
  readonly environment?: NodeJS.ProcessEnv
}

/** Runs electron-builder on this repository. It publishes only where the arguments ask for it. */
export function runBuilder(args: readonly string[], options: BuilderOptions): Promise<BuilderRun> {
  const publish = args.some((argument) => /^(?:-p|--publish)(?:=|$)/.test(argument)) ? [] : ['--publish', 'never']
  const program = join(dirname(createRequire(import.meta.url).resolve('electron-builder/package.json')), 'cli.js')
  const child = spawn(process.execPath, [program, '--config', CONFIGURATION, ...publish, ...args], {
    cwd: ROOT,
    env: options.environment ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const [stream, terminal] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (options.isShown) terminal.write(chunk)
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ exitCode: code ?? 1, output }))
  })
}

const NO_CONNECTION = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|socket hang up/

/** What to do about a failed run, where its output tells; undefined where the output itself has to do. */
export function adviceOn(output: string): string | undefined {
  if (!NO_CONNECTION.test(output)) return undefined
  return [
    "Electron's program files, or a tool for the package's format, could not be downloaded.",
    'Name a mirror with ELECTRON_MIRROR, or an unpacked Electron with -c.electronDist=FOLDER and the format "dir".',
    '"npm run package -- --dry-run" checks everything else without a connection.',
  ].join('\n')
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packDry } from './packaging/dry-run.ts'
import { adviceOn, runBuilder } from './packaging/electron-builder.ts'
import { type PackagePlatform } from './packaging/fake-electron.ts'
import { reportPackage } from './packaging/package-report.ts'
import { printReport } from './packaging/print-report.ts'
import { signingEnvironment, signingNotes } from './packaging/signing.ts'

/**
 * Packs the built program. `npm run package` makes the installers of this system, `-- --dir` a folder that can be
 * started; other arguments go to electron-builder. `-- --dry-run` packs around a stand-in for Electron, which needs no
 * connection, and holds the result against the rules.
 */

const PLATFORM_FLAGS: Readonly<Record<string, PackagePlatform>> = {
  '--linux': 'linux',
  '-l': 'linux',
  '--win': 'win32',
  '--windows': 'win32',
  '-w': 'win32',
  '--mac': 'darwin',
  '--macos': 'darwin',
  '-m': 'darwin',
}

function platformsOf(args: readonly string[]): PackagePlatform[] {
  const named = args.flatMap((argument) => PLATFORM_FLAGS[argument] ?? [])
  return named.length > 0 ? [...new Set(named)] : [hostPlatform()]
}

function hostPlatform(): PackagePlatform {
  return process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux'
}

function archOf(args: readonly string[]): 'x64' | 'arm64' {
  if (args.includes('--arm64')) return 'arm64'
  return args.includes('--x64') || process.arch !== 'arm64' ? 'x64' : 'arm64'
}

async function dryRun(args: readonly string[]): Promise<number> {
  const arch = archOf(args)
  for (const platform of platformsOf(args)) {
    const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-package-'))
    try {
      const { exitCode, packed } = await packDry({ platform, arch, folder, isShown: true })
      if (exitCode !== 0 || !printReport(await reportPackage(packed), arch)) return 1
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return 0
}

async function pack(args: readonly string[]): Promise<number> {
  for (const note of signingNotes(process.env, platformsOf(args))) console.warn(note)
  const { exitCode, output } = await runBuilder(args, { isShown: true, environment: signingEnvironment(process.env) })
  const advice = exitCode === 0 ? undefined : adviceOn(output)
  if (advice !== undefined) console.error(advice)
  return exitCode
}

const args = process.argv.slice(2)
process.exitCode = await (args.includes('--dry-run') ? dryRun(args) : pack(args))

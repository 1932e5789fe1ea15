import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importsOf } from '../../architecture/source-files.ts'

const ROOT = join(import.meta.dirname, '../..')
/** Programs and threads that run without Electron. */
const PLAIN_ENTRIES = ['headless', 'engine-process', 'start', 'cli', 'sqlite-writer-worker']
/** By the older way, which a parser of modules does not see. */
const REQUIRED_ELECTRON = /\brequire\(\s*["'`]electron(?:\/[a-z]+)?["'`]\s*\)/

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

interface Bundle {
  /** The entry and every chunk it can come to load. */
  readonly files: readonly string[]
  readonly packages: ReadonlySet<string>
}

/** Follows static and dynamic imports from a built entry. */
function bundleOf(entry: string): Bundle {
  const waiting = [`out/main/${entry}.js`]
  const files = new Set<string>()
  const packages = new Set<string>()
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path)) continue
    files.add(path)
    const text = read(path)
    if (REQUIRED_ELECTRON.test(text)) packages.add('electron')
    for (const { target, relative } of importsOf({ path, text })) {
      if (relative) waiting.push(target)
      else packages.add(target)
    }
  }
  return { files: [...files], packages }
}

describe('the built engine', () => {
  it.each(PLAIN_ENTRIES)('never loads Electron from %s or any chunk of it', (entry) => {
    const { files, packages } = bundleOf(entry)
    console.info(`${entry}: ${files.length} files, ${packages.size} packages and modules`)
    expect(packages).not.toContain('electron')
    expect(packages).not.toContain('electron-updater')
  })

  it('is found by following imports: the engine has chunks, and they reach the database', () => {
    const { files, packages } = bundleOf('headless')
    expect(files.length).toBeGreaterThan(3)
    expect(packages).toContain('better-sqlite3')
  })
})

describe('the built desktop program', () => {
  it('loads Electron', () => {
    expect(bundleOf('index').packages).toContain('electron')
  })

  it('has its preload in one file that loads Electron and nothing else', () => {
    const text = read('out/preload/index.cjs')
    const required = [...text.matchAll(/\brequire\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map((match) => match[1])
    expect(new Set(required.map((name) => name?.split('/')[0]))).toEqual(new Set(['electron']))
    expect(text).not.toMatch(/^\s*(?:import|export)\b/m)
    expect(text).not.toMatch(/\bimport\(/)
  })
})

describe('the built page', () => {
  const html = read('out/renderer/index.html')

  it('loads its own files only', () => {
    const addresses = [...html.matchAll(/\b(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '')
    console.info(`page: ${addresses.join(', ')}`)
    expect(addresses.length).toBeGreaterThan(1)
    for (const address of addresses) {
      expect(address).toMatch(/^\.\//)
      expect(existsSync(join(ROOT, 'out/renderer', address))).toBe(true)
    }
    expect(html).not.toMatch(/https?:/)
  })

  it('has no script or style inside it', () => {
    const scripts = [...html.matchAll(/<script\b([^>]*)>([^<]*)/g)]
    expect(scripts.length).toBeGreaterThan(0)
    for (const [, attributes, content] of scripts) {
      expect(attributes).toContain('src=')
      expect(content?.trim()).toBe('')
    }
    expect(html).not.toMatch(/<style|\bon[a-z]+=|\bstyle=/)
  })
})

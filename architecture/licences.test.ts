import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { collectLicences, packageFolder, productionPackages } from '../scripts/licences.ts'
import { ROOT } from './source-files.ts'

const folders = productionPackages(ROOT)
const licences = collectLicences(ROOT, folders)
const names = licences.map(({ name }) => name)

/** Licences that allow shipping the package with a program under the MIT licence, with their text. */
const ALLOWED = /^\(?(?:MIT|ISC|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|Python-2\.0|CC0-1\.0|OFL-1\.1|0BSD)\b/

describe('licences of what is shipped', () => {
  it('name every package that runs in production, and the runtime', () => {
    console.info(`${licences.length} packages`)
    expect(names).toEqual(expect.arrayContaining(['@orpc/server', 'better-sqlite3', 'electron', 'fastify', 'zod']))
    expect(new Set(names).size).toBe(new Set(folders.map((folder) => folder.replace(/^.*node_modules\//, ''))).size)
  })

  it('leave out what only builds and tests', () => {
    for (const tool of ['vitest', 'typescript', 'vite', 'electron-builder']) expect(names).not.toContain(tool)
  })

  it('are all of a kind that may be shipped', () => {
    expect(licences.filter(({ licence }) => !ALLOWED.test(licence))).toEqual([])
  })

  it('carry a text each, and come in the same order every time', () => {
    expect(licences.filter(({ text }) => text.length < 20)).toEqual([])
    expect(collectLicences(ROOT, [...folders].reverse())).toEqual(licences)
  })

  it('refuse a package that does not name its licence', () => {
    const root = mkdtempSync(join(tmpdir(), 'wheelhouse-licences-'))
    try {
      writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'nameless', version: '1.0.0' }))
      expect(() => collectLicences(root, ['.'])).toThrow('nameless 1.0.0 does not name its licence')
    } finally {
      rmSync(root, { recursive: true })
    }
  })

  it('find the package of a bundled file, nested and scoped ones included', () => {
    expect(packageFolder('/repo/node_modules/react/index.js')).toEqual(['node_modules/react'])
    expect(packageFolder('../node_modules/@base-ui/react/esm/dialog.js?used')).toEqual(['node_modules/@base-ui/react'])
    expect(packageFolder('C:\\repo\\node_modules\\zod\\v4\\index.js')).toEqual(['node_modules/zod'])
    expect(packageFolder('/repo/node_modules/ajv/node_modules/fast-uri/index.js')).toEqual([
      'node_modules/ajv/node_modules/fast-uri',
    ])
    expect(packageFolder('/repo/src-renderer/main.tsx')).toEqual([])
    expect(packageFolder('\0vite/preload-helper.js')).toEqual([])
  })
})

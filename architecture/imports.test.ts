import { describe, expect, it } from 'vitest'
import { ALLOWED_IMPORTS, CONFIG_MODULE, CONTRACT_PACKAGES, layerOf, PACKAGE_OWNERS } from './import-table.ts'
import { type ImportStatement, importsOf, isTest, sourceFiles } from './source-files.ts'

const FOLDERS = ['src-contract', 'src-main', 'src-preload', 'src-renderer']
const files = sourceFiles(FOLDERS)
const productImports = files.filter((file) => !isTest(file.path)).flatMap(importsOf)
const line = (statement: ImportStatement): string => `${statement.from} imports ${statement.specifier}`

function breaksTable({ from, target }: ImportStatement): boolean {
  const layer = layerOf(from)
  const targetLayer = layerOf(target)
  if (layer === targetLayer) return false
  const allowed = ALLOWED_IMPORTS[layer]
  if (!allowed) return true
  if (allowed.includes('config-modules') && CONFIG_MODULE.test(target)) return false
  return !allowed.includes(targetLayer)
}

/** Past another folder's index only config modules (for `engine-config.ts`) and the log writer (for hosts) are open. */
function bypassesIndex({ from, target }: ImportStatement): boolean {
  if (!target.startsWith('src-main/') || layerOf(from) === layerOf(target)) return false
  if (!target.slice('src-main/'.length).includes('/')) return false
  return !target.endsWith('/index.ts') && !CONFIG_MODULE.test(target) && target !== 'src-main/base/log-writer.ts'
}

describe('the import table', () => {
  it('has a row for every folder that holds code', () => {
    const layers = new Set(files.map((file) => layerOf(file.path)))
    expect([...layers].filter((layer) => !(layer in ALLOWED_IMPORTS))).toEqual([])
  })

  it('reads imports at all: it sees hundreds of them', () => {
    expect(productImports.length).toBeGreaterThan(200)
  })

  it('is kept by every relative import, type imports included', () => {
    expect(productImports.filter((statement) => statement.relative && breaksTable(statement)).map(line)).toEqual([])
  })

  it('finds a forbidden import when there is one', () => {
    const forbidden = {
      from: 'src-main/risk/limits.ts',
      specifier: '',
      target: 'src-main/execution/index.ts',
      relative: true,
    }
    expect(breaksTable(forbidden)).toBe(true)
  })

  it('lets other folders in through the index only', () => {
    expect(productImports.filter((statement) => statement.relative && bypassesIndex(statement)).map(line)).toEqual([])
  })

  it('keeps each owned package in the folders that own it', () => {
    const strays = productImports.filter(({ from, target, relative }) => {
      const owners = relative ? undefined : PACKAGE_OWNERS[target]
      return owners !== undefined && !owners.includes(layerOf(from))
    })
    expect(strays.map(line)).toEqual([])
  })

  it('keeps the contract free of everything but zod and the contract library', () => {
    const strays = productImports.filter(
      ({ from, target, relative }) =>
        from.startsWith('src-contract/') && !relative && !CONTRACT_PACKAGES.some((allowed) => allowed === target),
    )
    expect(strays.map(line)).toEqual([])
  })

  it('keeps Node out of the renderer', () => {
    const strays = productImports.filter(
      ({ from, specifier }) => from.startsWith('src-renderer/') && specifier.startsWith('node:'),
    )
    expect(strays.map(line)).toEqual([])
  })
})

import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

const MODULE = new URL('young-generation.ts', import.meta.url).href

/** MiB of the young generation after a start whose allocations all stay. */
function youngMiB(prepare: string): number {
  const script = `
    const { getHeapSpaceStatistics } = await import('node:v8')
    const { holdYoungGeneration } = await import('${MODULE}')
    ${prepare}
    const kept = Array.from({ length: 1_000_000 }, (_, index) => ({ index }))
    const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')
    console.log(young.space_size / 2 ** 20, kept.length)`
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })
  return Number.parseFloat(output)
}

describe('holdYoungGeneration', () => {
  it('keeps the young generation small until it is released', () => {
    const held = youngMiB('holdYoungGeneration()')
    expect(held).toBeLessThan(youngMiB('holdYoungGeneration()()') / 4)
  })
})

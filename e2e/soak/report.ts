import type { HeapSample } from './engine/heap-trend.ts'
import { HITS_WANTED } from './faults/fault-dealer.ts'
import type { SoakOptions } from './options.ts'
import type { SoakResult } from './soak.ts'

const MEBIBYTE = 2 ** 20
/** A run of at least so long is held to the bound on growth; a shorter one sees what is kept fill up, and has a ceiling. */
const BOUND_FROM_MS = 20 * 60_000
const GROWTH_BOUND = 0.01
const CEILING_BYTES = 96 * MEBIBYTE
const FINDINGS_SHOWN = 40
const SAMPLES_SHOWN = 20

/** Prints what happened, and what does not hold. @returns Whether everything holds. */
export function report({ durationMs }: SoakOptions, result: SoakResult): boolean {
  const failures = [...result.faults, ...printFaults(result), ...printBooks(result), ...printHeap(result, durationMs)]
  for (const failure of failures.slice(0, FINDINGS_SHOWN)) console.log(`FAIL  ${failure}`)
  if (failures.length > FINDINGS_SHOWN) console.log(`FAIL  and ${failures.length - FINDINGS_SHOWN} more`)
  console.log(failures.length === 0 ? 'passed: both sides have the same books' : `failed: ${failures.length} findings`)
  return failures.length === 0
}

function printFaults({ dealer, kills }: SoakResult): string[] {
  console.log('\nfaults that hit')
  for (const [name, hits] of dealer.hits) console.log(`  ${name.padEnd(36)} ${String(hits).padStart(5)}`)
  console.log(`  ${'engine killed'.padEnd(36)} ${String(kills).padStart(5)}`)
  return dealer.missing.map(({ name }) => `"${name}" has hit ${dealer.hits.get(name) ?? 0} times, not ${HITS_WANTED}`)
}

function printBooks({ comparisons, parties, settledMs }: SoakResult): string[] {
  for (const { side, trader } of parties) {
    console.log(`\n${side}: wishes`)
    for (const [what, count] of [...trader.tally].toSorted(([left], [right]) => left.localeCompare(right)))
      console.log(`  ${what.padEnd(48)} ${String(count).padStart(5)}`)
    console.log(`\n${side}: ${'books'.padEnd(32)} ${'here'.padStart(16)} ${'venue'.padStart(16)}`)
    for (const [name, [local, venue]] of Object.entries(comparisons.get(side)?.counts ?? {})) {
      console.log(`  ${name.padEnd(36)} ${String(local).padStart(16)} ${String(venue).padStart(16)}`)
    }
  }
  console.log(`\nsettled after ${(settledMs / 1_000).toFixed(0)} s`)
  return [...comparisons].flatMap(([side, { findings }]) => findings.map((finding) => `${side}: ${finding}`))
}

function printHeap({ parties }: SoakResult, durationMs: number): string[] {
  return parties.flatMap(({ side, heap }) => {
    const trend = heap.trend()
    if (!trend) return [`${side}: the heap was not measured`]
    const { samples, spanMs, lastBytes, growthPer10Minutes } = trend
    const heapText = `${(lastBytes / MEBIBYTE).toFixed(1)} MiB`
    const span = `${samples} samples over ${(spanMs / 60_000).toFixed(1)} min`
    console.log(`${side}: heap in MiB over its longest life: ${course(heap.samples()).join(' ')}`)
    console.log(`${side}: heap ${heapText} after collection, ${percent(growthPer10Minutes)} per 10 minutes (${span})`)
    if (durationMs < BOUND_FROM_MS) return lastBytes < CEILING_BYTES ? [] : [`${side}: the heap is ${heapText}`]
    if (growthPer10Minutes < GROWTH_BOUND) return []
    return [
      `${side}: the heap grows by ${percent(growthPer10Minutes)} per 10 minutes, allowed are ${percent(GROWTH_BOUND)}`,
    ]
  })
}

/** A few of the samples, evenly spread. */
function course(samples: readonly HeapSample[]): string[] {
  const step = Math.max(1, Math.floor(samples.length / SAMPLES_SHOWN))
  return samples.filter((_, index) => index % step === 0).map(({ bytes }) => (bytes / MEBIBYTE).toFixed(1))
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`
}

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Component, Phase } from './component.ts'
import { dependentsOf, startOrder } from './start-order.ts'

function component(name: string, dependsOn: readonly string[] = [], phase: Phase = 1): Component {
  const nothing = (): Promise<void> => Promise.resolve()
  const restartPolicy = { maxRestarts: 0, delayMs: 0 }
  return { name, phase, dependsOn, critical: false, restartPolicy, start: nothing, stop: nothing }
}

const names = (components: readonly Component[]): string[] => components.map(({ name }) => name)

describe('startOrder', () => {
  it('puts earlier phases and dependencies first, otherwise keeps the order of registration', () => {
    const order = startOrder([
      component('strategies', ['feed'], 4),
      component('feed', ['storage'], 2),
      component('gateway', ['storage']),
      component('storage'),
    ])
    expect(names(order)).toEqual(['storage', 'gateway', 'feed', 'strategies'])
  })

  it('holds for any tree of dependencies, in whatever order they are registered', () => {
    const graph = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.array(fc.nat(), { maxLength: 4 }), fc.nat()), {
        maxLength: 12,
      })
      .map((nodes) => {
        const phases = nodes.map(([phase]) => phase as Phase)
        const built = nodes.map(([phase, picks], index) => {
          const earlier = phases.flatMap((other, at) => (at < index && other <= phase ? [`c${at}`] : []))
          const needed = earlier.length === 0 ? [] : picks.map((pick) => earlier[pick % earlier.length] ?? 'c0')
          return component(`c${index}`, needed, phase as Phase)
        })
        return built.toSorted(
          (a, b) => (nodes[Number(a.name.slice(1))]?.[2] ?? 0) - (nodes[Number(b.name.slice(1))]?.[2] ?? 0),
        )
      })
    fc.assert(
      fc.property(graph, (components) => {
        const order = startOrder(components)
        expect(names(order).toSorted()).toEqual(names(components).toSorted())
        for (const [index, { dependsOn, phase }] of order.entries()) {
          for (const name of dependsOn) expect(names(order).indexOf(name)).toBeLessThan(index)
          expect(order.slice(index).every((later) => later.phase >= phase)).toBe(true)
        }
      }),
    )
  })

  it('names a dependency that nobody registered', () => {
    expect(() => startOrder([component('feed', ['storage'])])).toThrow(
      'component "feed" depends on "storage", which is not registered',
    )
  })

  it('names a dependency of a later phase', () => {
    expect(() => startOrder([component('feed', ['alerts'], 2), component('alerts', [], 3)])).toThrow(
      'component "feed" of phase 2 depends on "alerts" of the later phase 3',
    )
  })

  it('names the circle', () => {
    expect(() => startOrder([component('a', ['b']), component('b', ['c']), component('c', ['a'])])).toThrow(
      'components depend on each other in a circle: a → b → c → a',
    )
  })
})

describe('dependentsOf', () => {
  it('finds those that need a component directly or through others', () => {
    const order = [component('a'), component('b', ['a']), component('x'), component('c', ['b'])]
    expect(names(dependentsOf('a', order))).toEqual(['b', 'c'])
    expect(names(dependentsOf('x', order))).toEqual([])
  })
})

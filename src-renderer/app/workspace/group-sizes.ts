import type { DockviewApi } from 'dockview-react'

interface Size {
  readonly width: number
  readonly height: number
}

export interface SizedGroup<Group> extends Size {
  readonly group: Group
}

/**
 * Sizes to give back after a group has gone, in the order in which to do it: the smallest first, and none for the
 * largest, which takes the room that has become free. A watchlist stays as wide as it was, the chart grows.
 */
export function sizesToKeep<Group>(groups: readonly SizedGroup<Group>[]): readonly SizedGroup<Group>[] {
  const byArea = groups.toSorted((one, two) => one.width * one.height - two.width * two.height)
  return byArea.slice(0, -1)
}

/** Dockview shares the room of a group that has gone among all others: this gives it to the largest. @returns what ends it. */
export function keepSizes(api: DockviewApi): () => void {
  let before = sizesOf(api)
  const remember = api.onDidLayoutChange(() => {
    before = sizesOf(api)
  })
  const removal = api.onDidRemoveGroup(() => {
    const known = before
    const left = api.groups.map((group) => ({ group, ...(known.get(group.id) ?? sizeOf(group.api)) }))
    for (const { group, width, height } of sizesToKeep(left)) group.api.setSize({ width, height })
  })
  return () => {
    remember.dispose()
    removal.dispose()
  }
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height })

const sizesOf = ({ groups }: DockviewApi): ReadonlyMap<string, Size> =>
  new Map(groups.map((group) => [group.id, sizeOf(group.api)]))

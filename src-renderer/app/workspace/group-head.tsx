import type { IDockviewHeaderActionsProps } from 'dockview-react'
import { useCallback } from 'react'
import { useHeadPlaces } from './head-places.ts'

/** Room after the tabs for the tools of the panel in front. */
export function GroupTools({ group }: IDockviewHeaderActionsProps) {
  return <div className="group-tools" ref={usePlace('tools', group.id)} />
}

/** Room at the end of the head for what the panel in front offers. */
export function GroupActions({ group }: IDockviewHeaderActionsProps) {
  return <div className="group-actions" ref={usePlace('actions', group.id)} />
}

function usePlace(side: 'tools' | 'actions', groupId: string): (place: HTMLElement | null) => void {
  const set = useHeadPlaces((places) => places.set)
  return useCallback((place: HTMLElement | null) => set(side, groupId, place), [set, side, groupId])
}

import type { DockviewApi } from 'dockview-react'
import { useEffect } from 'react'
import { panelState } from './arrangement.ts'
import { type ToastPlace, toastPlace } from './toast-place.ts'

/** Keeps toasts away from buttons that trade, however the panels stand. */
export function useToastPlace(api: DockviewApi | undefined): void {
  useEffect(() => {
    if (api === undefined) return undefined
    let frame = 0
    const handleChange = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => setPlace(toastPlace(shownGroups(api), innerHeight)))
    }
    handleChange()
    const changes = [api.onDidLayoutChange(handleChange), api.onDidActivePanelChange(handleChange)]
    addEventListener('resize', handleChange)
    return () => {
      cancelAnimationFrame(frame)
      removeEventListener('resize', handleChange)
      for (const change of changes) change.dispose()
      setPlace(undefined)
    }
  }, [api])
}

function shownGroups(api: DockviewApi): Parameters<typeof toastPlace>[0] {
  return api.groups.map(({ element, activePanel }) => {
    const { left, bottom, width, height } = element.getBoundingClientRect()
    return { kind: panelState(activePanel?.params)?.kind, left, bottom, width, height }
  })
}

function setPlace(place: ToastPlace | undefined): void {
  const { style } = document.documentElement
  if (place === undefined) {
    style.removeProperty('--toast-left')
    style.removeProperty('--toast-bottom')
    return
  }
  style.setProperty('--toast-left', `${place.leftPx}px`)
  style.setProperty('--toast-bottom', `${place.bottomPx}px`)
}

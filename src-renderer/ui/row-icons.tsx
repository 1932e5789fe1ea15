import type { ReactElement } from 'react'
import './row-icons.css'

/** Elements, not components: a table draws them in each of its rows, and one path is drawn soonest. Lines as those of the other icons. */
const rowIcon = (path: string): ReactElement => (
  <svg className="row-icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={path} />
  </svg>
)

/** Takes something away: a cross. */
export const REMOVE_ICON = rowIcon('M18 6 6 18M6 6l12 12')

/** Changes something: a pencil. */
export const CHANGE_ICON = rowIcon('M4 20l1.2-4.8L16.5 3.9l3.6 3.6L8.8 18.8zM13.8 6.6l3.6 3.6')

import './node-version-guard.ts'
import * as electron from 'electron'
import { openShell } from './electron/shell.ts'

openShell({ electron, programFolder: import.meta.dirname, argv: process.argv, environment: process.env })

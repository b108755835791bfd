// Files that nobody means to send when a folder is sent. The upload command asks this, too. This file imports nothing, because it
// runs in the browser.

/** Hidden files, and temporary files of programs: locks of office programs, downloads, backups. */
const PASSING = /^(\.|~\$)|(~|\.(tmp|temp|part|partial|crdownload|download|swp))$|^(thumbs\.db|desktop\.ini)$/i;

/** @param path below the folder that is sent */
export const isPassing = (path: string): boolean => path.split(/[/\\]/).some((name) => PASSING.test(name));

// Saved queries about the log of a function that a bucket calls, in Logs Insights QL.

/** @param fields of the function's log lines, with commas between them */
export const linesAboutOne = (fields: string): string =>
  [
    '# Put the name of the file, or a part of it, between the slashes.',
    'filter @message like /NAME OF THE FILE/',
    `| fields @timestamp, message, ${fields}, function_request_id`,
    '| sort @timestamp asc',
    '| limit 200',
  ].join('\n');

/** @param status of a line about something that failed */
export const reasonsOf = (status: string): string =>
  [
    `filter status = "${status}" or level = "ERROR"`,
    '| stats count(*) as times, latest(@timestamp) as last, latest(key) as file by coalesce(reason, message) as why',
    '| sort times desc',
    '| limit 50',
  ].join('\n');

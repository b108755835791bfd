/**
 * The scripts that judge and write, inside the cache, where nothing can come between their lines.
 *
 * Notice how a sequencer is compared: S3 promises that a later write of the same key has a greater one, but not the same
 * length, so the shorter is padded on the right with zeros and then compared as text (S3 User Guide, "Event
 * message structure"). There is no EXPIRE: the default parameter group's volatile-lru evicts only keys that have one.
 */

/** Milliseconds of the cache's own clock: the machines that ask may disagree about the time. */
export const NOW = `
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
`;

/**
 * KEYS  record, records-by-time, pending
 * ARGV  sequencer, name, countedAt in ms, entry, then the record's fields and values; no fields: judge, write nothing
 * Gives `{ verdict, owed }`: owed is 1 when the result is written and still has to be announced.
 *
 * `entry` names this attempt. When a connection breaks before the answer is there, the client sends the same command
 * again; it gets the verdict of the first time, and not `duplicate` for its own write.
 */
export const VERDICT = `${NOW}
local stored = redis.call('HGET', KEYS[1], 'sequencer')
local verdict = 'created'
if stored then
  local width = math.max(#stored, #ARGV[1])
  local old = string.upper(stored) .. string.rep('0', width - #stored)
  local new = string.upper(ARGV[1]) .. string.rep('0', width - #ARGV[1])
  if new == old then verdict = 'duplicate'
  elseif new < old then verdict = 'stale'
  else verdict = 'updated' end
end

if verdict == 'duplicate' then
  local owed = redis.call('ZSCORE', KEYS[3], ARGV[2]) and 1 or 0
  local known = redis.call('HMGET', KEYS[1], 'entry', 'verdict')
  if known[1] == ARGV[4] then verdict = known[2] end
  return { verdict, owed }
end
if verdict == 'stale' or #ARGV == 4 then return { verdict, 0 } end

redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'verdict', verdict, 'entry', ARGV[4], unpack(ARGV, 5))
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[2])
redis.call('ZADD', KEYS[3], now(), ARGV[2])
return { verdict, 1 }
`;

/**
 * KEYS  record, pending
 * ARGV  name, what is wrong with it, entry
 * Puts an unreadable message among the pending, once. Gives 1 the first time, 0 for a repeat; `entry` names the attempt,
 * as above.
 */
export const UNREADABLE = `${NOW}
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[1], 'status', 'unreadable', 'sequencer', '0', 'detail', ARGV[2], 'entry', ARGV[3])
  redis.call('ZADD', KEYS[2], now(), ARGV[1])
end
return redis.call('HGET', KEYS[1], 'entry') == ARGV[3] and 1 or 0
`;

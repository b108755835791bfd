// The scripts that judge and write. They run inside the cache, because there nothing else can run between their lines.
// A later write of a key has a greater sequencer, but not always one of the same length. So the shorter one gets zeros
// at its right end, and both are compared as text (S3 User Guide, "Event message structure"). There is no EXPIRE,
// because the default parameter group's volatile-lru evicts only keys that have one.

/** Milliseconds of the cache's own clock, because the clocks of the machines may differ. */
export const NOW = `
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
`;

/**
 * KEYS  record, records-by-time, pending
 * ARGV  sequencer, name, countedAt in ms, entry, then the record's fields and values; without fields it only judges
 * Gives `{ verdict, owed }`: owed is 1 when the result is written and was not mailed yet.
 *
 * `entry` names this attempt. When a connection breaks before the answer, the client sends the same command again. It
 * then gets the verdict of the first time, not `duplicate` because of its own write.
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
 * Puts an unreadable message on the pending list, once. Gives 1 the first time, 0 for a repeat. `entry` names the
 * attempt, as above.
 */
export const UNREADABLE = `${NOW}
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[1], 'status', 'unreadable', 'sequencer', '0', 'detail', ARGV[2], 'entry', ARGV[3])
  redis.call('ZADD', KEYS[2], now(), ARGV[1])
end
return redis.call('HGET', KEYS[1], 'entry') == ARGV[3] and 1 or 0
`;

/**
 * The two scripts that run inside the cache, where nothing can come between their lines.
 *
 * Notice how a sequencer is compared: S3 promises that a later write of the same key has a greater one, but not the same
 * length, so the shorter is padded on the right with zeros and then compared as text (S3 User Guide, "Event
 * message structure"). There is no EXPIRE: the default parameter group's volatile-lru evicts only keys that have one.
 */

/**
 * KEYS  record, records-by-time, pending
 * ARGV  sequencer, name, countedAt in ms, then the record's fields and values; no fields: judge, write nothing
 * Gives `{ verdict, owed }`: owed is 1 when the result is written and still has to be announced.
 */
export const VERDICT = `
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
  return { verdict, redis.call('ZSCORE', KEYS[3], ARGV[2]) and 1 or 0 }
end
if verdict == 'stale' or #ARGV == 3 then return { verdict, 0 } end

redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'verdict', verdict, unpack(ARGV, 4))
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[2])
redis.call('ZADD', KEYS[3], ARGV[3], ARGV[2])
return { verdict, 1 }
`;

/**
 * KEYS  pending, then a record for each result
 * ARGV  for each result: name, sequencer
 * Takes announced results off the pending list, but not one that a newer write replaced in the meantime.
 */
export const ANNOUNCED = `
for i = 2, #KEYS do
  local name, sequencer = ARGV[2 * i - 3], ARGV[2 * i - 2]
  if redis.call('HGET', KEYS[i], 'sequencer') == sequencer then redis.call('ZREM', KEYS[1], name) end
end
return #KEYS - 1
`;

"""A replication group says when it was made, as on AWS. MiniStack says it of the members only."""

import time

from ministack.services import elasticache


def apply():
    described = elasticache._rg_xml

    def with_time(group):
        members = [elasticache._clusters.get(name) for name in group.get("MemberClusters", [])]
        times = [member["CacheClusterCreateTime"] for member in members if member]
        made = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(min(times))) if times else ""
        return described(group) + (f"<ReplicationGroupCreateTime>{made}</ReplicationGroupCreateTime>" if made else "")

    elasticache._rg_xml = with_time

# Tabs that expand to much.
# ends: memory or MemoryError
# limits: 4 64 512
text = ('\t' * 1000).expandtabs(900_000)

# A % format with a huge width.
# ends: memory or MemoryError
# limits: 4 64 512
text = '%900000000d' % 1

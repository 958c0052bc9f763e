// Each test runs a whole platform; two at once would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

using Grpc.Core;
using Mmei.Testing.Qdrant;
using Qdrant.Client;

namespace Mmei.Compat.Qdrant.Tests;

public sealed class When_a_key_is_needed
{
    [Fact]
    public async Task Should_send_it_as_metadata()
    {
        await using var server = await QdrantServer.StartAsync("secret");
        using var client = new QdrantClient(server.Address, "secret");

        await client.HealthAsync(TestContext.Current.CancellationToken);

        server.Calls.Single().Headers["api-key"].ShouldBe("secret");
        server.Calls.Single().Headers["te"].ShouldBe("trailers");
        server.Calls.Single().Headers.Keys.ShouldNotContain("grpc-timeout");
    }

    [Fact]
    public async Task Should_be_refused_without_it()
    {
        await using var server = await QdrantServer.StartAsync("secret");
        using var client = new QdrantClient(server.Address);

        var failure = await Should.ThrowAsync<RpcException>(client.HealthAsync(TestContext.Current.CancellationToken));

        failure.StatusCode.ShouldBe(StatusCode.Unauthenticated);
    }
}

using Grpc.Core;
using Qdrant.Client.Grpc;

namespace Mmei.Compat.Qdrant.Tests;

public sealed class When_collections_are_managed : ServerFixture
{
    [Fact]
    public async Task Should_create_find_list_and_delete_them()
    {
        (await Client.CollectionExistsAsync(Name, Cancel)).ShouldBeFalse();
        await CreateAsync();
        (await Client.CollectionExistsAsync(Name, Cancel)).ShouldBeTrue();
        (await Client.ListCollectionsAsync(Cancel)).ShouldBe([Name]);

        await Client.DeleteCollectionAsync(Name, cancellationToken: Cancel);

        (await Client.ListCollectionsAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_say_that_one_exists_already()
    {
        await CreateAsync();

        (await Should.ThrowAsync<RpcException>(CreateAsync())).StatusCode.ShouldBe(StatusCode.AlreadyExists);
    }

    [Fact]
    public async Task Should_describe_one()
    {
        await CreateAsync();
        await Client.CreatePayloadIndexAsync(Name, "tenant", PayloadSchemaType.Keyword, cancellationToken: Cancel);
        await Client.CreatePayloadIndexAsync(Name, "revision", PayloadSchemaType.Integer, cancellationToken: Cancel);

        var info = await Client.GetCollectionInfoAsync(Name, Cancel);

        info.Status.ShouldBe(CollectionStatus.Green);
        info.Config.Params.VectorsConfig.Params.Size.ShouldBe(2ul);
        info.Config.Params.VectorsConfig.Params.Distance.ShouldBe(Distance.Dot);
        info.PayloadSchema.ToDictionary(field => field.Key, field => field.Value.DataType).ShouldBe(
            new Dictionary<string, PayloadSchemaType> { ["tenant"] = PayloadSchemaType.Keyword, ["revision"] = PayloadSchemaType.Integer }, ignoreOrder: true);
    }

    [Fact]
    public async Task Should_say_that_one_is_unknown() =>
        (await Should.ThrowAsync<RpcException>(Client.CountAsync("nowhere", cancellationToken: Cancel))).StatusCode.ShouldBe(StatusCode.NotFound);

    [Fact]
    public async Task Should_reach_one_by_its_alias()
    {
        await CreateAsync();
        await Client.CreateAliasAsync("live", Name, cancellationToken: Cancel);
        await Client.UpsertAsync("live", [Point(1, [1, 0])], cancellationToken: Cancel);

        (await Client.CountAsync(Name, cancellationToken: Cancel)).ShouldBe(1ul);
        (await Client.CollectionExistsAsync("live", Cancel)).ShouldBeTrue();
        (await Client.ListAliasesAsync(Cancel)).Single().CollectionName.ShouldBe(Name);
    }

    [Fact]
    public async Task Should_move_an_alias_in_one_step()
    {
        await CreateAsync("old");
        await CreateAsync("new");
        await Client.CreateAliasAsync("live", "old", cancellationToken: Cancel);

        await Client.UpdateAliasesAsync(
            [
                new AliasOperations { DeleteAlias = new DeleteAlias { AliasName = "live" } },
                new AliasOperations { CreateAlias = new CreateAlias { AliasName = "live", CollectionName = "new" } },
            ],
            cancellationToken: Cancel);

        (await Client.ListAliasesAsync(Cancel)).Single().CollectionName.ShouldBe("new");
    }

    [Fact]
    public async Task Should_change_no_alias_when_one_change_is_impossible()
    {
        await CreateAsync("old");
        await Client.CreateAliasAsync("live", "old", cancellationToken: Cancel);

        await Should.ThrowAsync<RpcException>(Client.UpdateAliasesAsync(
            [
                new AliasOperations { DeleteAlias = new DeleteAlias { AliasName = "live" } },
                new AliasOperations { CreateAlias = new CreateAlias { AliasName = "live", CollectionName = "nowhere" } },
            ],
            cancellationToken: Cancel));

        (await Client.ListAliasesAsync(Cancel)).Single().CollectionName.ShouldBe("old");
    }
}

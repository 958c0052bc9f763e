using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Qdrant.Client.Grpc;

namespace Mmei.Testing.Qdrant;

/// <summary>The services of the proto subset.</summary>
internal static class Endpoints
{
    public static void Map(IEndpointRouteBuilder app, Collections collections)
    {
        Unary(app, "Qdrant/HealthCheck", HealthCheckRequest.Parser, _ => new HealthCheckReply { Title = "fake qdrant", Version = "0.0.0" });
        Unary(app, "Collections/Create", CreateCollection.Parser, collections.Create);
        Unary(app, "Collections/Delete", DeleteCollection.Parser, collections.Delete);
        Unary(app, "Collections/CollectionExists", CollectionExistsRequest.Parser, collections.Exists);
        Unary(app, "Collections/List", ListCollectionsRequest.Parser, collections.List);
        Unary(app, "Collections/Get", GetCollectionInfoRequest.Parser, collections.Info);
        Unary(app, "Collections/UpdateAliases", ChangeAliases.Parser, collections.Change);
        Unary(app, "Collections/ListAliases", ListAliasesRequest.Parser, collections.Aliases);
        Unary(app, "Points/Upsert", UpsertPoints.Parser, request => collections.Find(request.CollectionName).Upsert(request));
        Unary(app, "Points/Delete", DeletePoints.Parser, request => collections.Find(request.CollectionName).Delete(request));
        Unary(app, "Points/Get", GetPoints.Parser, request => collections.Find(request.CollectionName).Get(request));
        Unary(app, "Points/SetPayload", SetPayloadPoints.Parser, request => collections.Find(request.CollectionName).SetPayload(request));
        Unary(app, "Points/CreateFieldIndex", CreateFieldIndexCollection.Parser, request => collections.Find(request.CollectionName).Index(request));
        Unary(app, "Points/Scroll", ScrollPoints.Parser, request => collections.Find(request.CollectionName).Scroll(request));
        Unary(app, "Points/Count", CountPoints.Parser, request => collections.Find(request.CollectionName).Count(request));
        Unary(app, "Points/Query", QueryPoints.Parser, request => collections.Find(request.CollectionName).Query(request));
        Unary(app, "Points/QueryBatch", QueryBatchPoints.Parser, request => new QueryBatchResponse
        {
            Result = { request.QueryPoints.Select(query => new BatchResult { Result = { collections.Find(query.CollectionName).Query(query).Result } }) },
        });
    }

    private static void Unary<TRequest, TResponse>(
        IEndpointRouteBuilder app, string method, MessageParser<TRequest> parser, Func<TRequest, TResponse> handle)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse> =>
        app.MapPost($"/qdrant.{method}", async context =>
        {
            var request = parser.ParseFrom(await Frame.ReadAsync(context.Request));
            try
            {
                await Frame.WriteAsync(context.Response, handle(request).ToByteArray());
                Frame.End(context.Response, StatusCode.OK, "");
            }
            catch (RpcException failure)
            {
                await Faults.Status(failure.StatusCode, failure.Status.Detail)(context);
            }
        });
}
